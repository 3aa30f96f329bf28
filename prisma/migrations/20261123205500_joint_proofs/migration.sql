-- Proofs that a table which was protected before another was released is safe together with it all the same, so that a release
-- need not send every table of its register back. Written by the worker, never changed.

-- CreateTable
CREATE TABLE "joint_proofs" (
    "runId" UUID NOT NULL,
    "releaseId" UUID NOT NULL,
    "safe" BOOLEAN NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "joint_proofs_pkey" PRIMARY KEY ("runId","releaseId")
);

ALTER TABLE "joint_proofs" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "joint_proofs" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON joint_proofs TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT ON joint_proofs TO statistik_web;
GRANT SELECT, INSERT ON joint_proofs TO statistik_worker;
CREATE POLICY web_select ON joint_proofs FOR SELECT TO statistik_web USING (app.has_role('analyst') OR app.has_role('administrator'));
CREATE POLICY worker_all ON joint_proofs TO statistik_worker USING (true) WITH CHECK (true);
CREATE TRIGGER joint_proofs_append_only BEFORE UPDATE OR DELETE ON joint_proofs FOR EACH ROW EXECUTE FUNCTION app.refuse_change();

-- A table is released only together with a proof for every release of its register that is there already, whoever asks.
-- One release of a register at a time: the lock is held until the row can be seen by the next.
CREATE FUNCTION app.guard_joint_release() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('release'), hashtext(NEW."registerId"));
  IF EXISTS (
    SELECT 1 FROM releases r
    JOIN protected_tables t ON t."runId" = NEW."runId"
    WHERE r."registerId" = NEW."registerId"
      AND NOT coalesce(t.certificate -> 'earlier', '[]'::jsonb) ? r."contentHash"
      AND NOT EXISTS (SELECT 1 FROM joint_proofs p WHERE p."runId" = NEW."runId" AND p."releaseId" = r.id AND p.safe)
  ) THEN
    RAISE EXCEPTION 'released since: the table was not protected together with every release of its register';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER releases_joint BEFORE INSERT ON releases FOR EACH ROW EXECUTE FUNCTION app.guard_joint_release();
