-- The cut of another register that a run links events from. Chosen when the run is asked for, and never changed.

ALTER TABLE "runs" ADD COLUMN     "linkedSnapshotId" TEXT;

CREATE OR REPLACE FUNCTION app.guard_run_choices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.choices IS DISTINCT FROM OLD.choices OR NEW.rules IS DISTINCT FROM OLD.rules
     OR NEW."linkedSnapshotId" IS DISTINCT FROM OLD."linkedSnapshotId" THEN
    RAISE EXCEPTION 'what was chosen about a run is never changed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
