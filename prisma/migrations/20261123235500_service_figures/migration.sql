-- What the service itself has achieved: counted by the worker from orders and their history, shown to everybody.

-- CreateTable
CREATE TABLE "service_figures" (
    "id" UUID NOT NULL,
    "body" JSONB NOT NULL,
    "computedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "service_figures_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "service_figures_computedAt_idx" ON "service_figures"("computedAt");

ALTER TABLE "service_figures" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "service_figures" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON service_figures TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT ON service_figures TO statistik_web, statistik_worker;
GRANT INSERT, DELETE ON service_figures TO statistik_worker;
CREATE POLICY all_select ON service_figures FOR SELECT TO statistik_web USING (true);
CREATE POLICY worker_all ON service_figures TO statistik_worker USING (true) WITH CHECK (true);
