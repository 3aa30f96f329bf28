-- What an analyst chose about a run, and other ways to protect its table that were tried on request.

-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "choices" JSONB;

-- CreateTable
CREATE TABLE "run_alternatives" (
    "runId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "requestedById" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "fence" INTEGER NOT NULL DEFAULT 0,
    "heartbeatAt" TIMESTAMPTZ(3),
    "body" JSONB,
    "failure" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "run_alternatives_pkey" PRIMARY KEY ("runId")
);

-- CreateIndex
CREATE INDEX "run_alternatives_status_idx" ON "run_alternatives"("status");

ALTER TABLE run_alternatives ADD CONSTRAINT run_alternatives_status CHECK (status IN ('waiting', 'computing', 'done', 'failed'));
ALTER TABLE run_alternatives ENABLE ROW LEVEL SECURITY;
ALTER TABLE run_alternatives FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON run_alternatives TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT ON run_alternatives TO statistik_web;
GRANT SELECT, UPDATE ON run_alternatives TO statistik_worker;
CREATE POLICY web_select ON run_alternatives FOR SELECT TO statistik_web USING (app.has_role('analyst'));
CREATE POLICY web_insert ON run_alternatives FOR INSERT TO statistik_web
  WITH CHECK (app.produces_order("orderId") AND "requestedById" = app.person() AND status = 'waiting' AND body IS NULL
              AND EXISTS (SELECT 1 FROM runs r WHERE r.id = "runId" AND r."orderId" = run_alternatives."orderId" AND r.status = 'done'));
CREATE POLICY worker_all ON run_alternatives TO statistik_worker USING (true) WITH CHECK (true);

-- What was chosen about a run is never changed afterwards.
CREATE FUNCTION app.guard_run_choices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.choices IS DISTINCT FROM OLD.choices OR NEW.rules IS DISTINCT FROM OLD.rules THEN
    RAISE EXCEPTION 'what was chosen about a run is never changed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER runs_choices BEFORE UPDATE ON runs FOR EACH ROW EXECUTE FUNCTION app.guard_run_choices();
