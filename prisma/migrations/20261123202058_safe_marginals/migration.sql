-- Totals of each snapshot that forecasts may use. The worker writes them once; staff read them, and the errand of forecasting does.
-- A requester can't: she gets estimates made from them.

-- CreateTable
CREATE TABLE "safe_marginals" (
    "snapshotId" TEXT NOT NULL,
    "recipe" INTEGER NOT NULL,
    "registerId" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "contentHash" CHAR(64) NOT NULL,
    "rules" JSONB NOT NULL,
    "report" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "safe_marginals_pkey" PRIMARY KEY ("snapshotId","recipe")
);

-- CreateIndex
CREATE INDEX "safe_marginals_registerId_idx" ON "safe_marginals"("registerId");

ALTER TABLE "safe_marginals" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "safe_marginals" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON safe_marginals TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT ON safe_marginals TO statistik_web;
GRANT SELECT, INSERT ON safe_marginals TO statistik_worker;
CREATE POLICY web_select ON safe_marginals FOR SELECT TO statistik_web USING (app.is_staff() OR app.purpose() = 'forecast');
CREATE POLICY worker_all ON safe_marginals TO statistik_worker USING (true) WITH CHECK (true);
CREATE TRIGGER safe_marginals_append_only BEFORE UPDATE OR DELETE ON safe_marginals FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
