-- Tables that analysts make near the data and upload. The web role keeps a file and can never read it back, nor the counts the
-- worker reads out of it; what a reading found is for those who work on the order alone.

-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "uploadId" UUID,
ADD COLUMN     "uploadedById" UUID;

-- CreateTable
CREATE TABLE "table_uploads" (
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "uploadedById" UUID NOT NULL,
    "specificationVersion" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "file" BYTEA,
    "mapping" JSONB,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "fence" INTEGER NOT NULL DEFAULT 0,
    "takenAt" TIMESTAMPTZ(3),
    "reading" BYTEA,
    "cells" BYTEA,
    "failure" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "table_uploads_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "table_uploads_orderId_createdAt_idx" ON "table_uploads"("orderId", "createdAt");

-- CreateIndex
CREATE INDEX "table_uploads_status_idx" ON "table_uploads"("status");

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_uploadId_fkey" FOREIGN KEY ("uploadId") REFERENCES "table_uploads"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "table_uploads" ADD CONSTRAINT "table_uploads_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE table_uploads ADD CONSTRAINT table_uploads_status
  CHECK (status IN ('waiting', 'reading', 'unsettled', 'ready', 'refused', 'removed'));
-- Nothing of a removed file is left, and counts are there exactly while the table is ready.
ALTER TABLE table_uploads ADD CONSTRAINT table_uploads_removed
  CHECK (status <> 'removed' OR ("removedAt" IS NOT NULL AND file IS NULL AND reading IS NULL AND cells IS NULL AND mapping IS NULL));
ALTER TABLE table_uploads ADD CONSTRAINT table_uploads_cells CHECK ((cells IS NOT NULL) = (status = 'ready'));
-- The same file once per order; a second post of a form finds the first.
CREATE UNIQUE INDEX table_uploads_once ON table_uploads ("orderId", sha256) WHERE status <> 'removed' AND status <> 'refused';

-- Whether the person makes the order's table now.
CREATE FUNCTION app.produces_order(order_id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT app.has_role('analyst') AND EXISTS (
          SELECT 1 FROM orders o WHERE o.id = order_id AND o.status = 'producing' AND o."producerId" = app.person()) $$;

ALTER TABLE table_uploads ENABLE ROW LEVEL SECURITY;
ALTER TABLE table_uploads FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON table_uploads TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT (id, "orderId", "uploadedById", "specificationVersion", "fileName", bytes, sha256, mapping, status, fence, "takenAt",
              reading, failure, "createdAt", "readAt", "removedAt") ON table_uploads TO statistik_web;
GRANT INSERT (id, "orderId", "uploadedById", "specificationVersion", "fileName", bytes, sha256, file, status, fence, "createdAt") ON table_uploads TO statistik_web;
GRANT UPDATE ("specificationVersion", mapping, status, file, reading, cells, "removedAt") ON table_uploads TO statistik_web;
GRANT SELECT, UPDATE ON table_uploads TO statistik_worker;
CREATE POLICY web_select ON table_uploads FOR SELECT TO statistik_web USING (app.works_on_order("orderId"));
CREATE POLICY web_insert ON table_uploads FOR INSERT TO statistik_web
  WITH CHECK (app.produces_order("orderId") AND "uploadedById" = app.person() AND status = 'waiting');
-- She may ask for another reading or take the file away, and nothing else.
CREATE POLICY web_update ON table_uploads FOR UPDATE TO statistik_web
  USING (app.produces_order("orderId") AND status <> 'removed') WITH CHECK (status IN ('waiting', 'removed'));
CREATE POLICY worker_all ON table_uploads TO statistik_worker USING (true) WITH CHECK (true);

-- What a file was, who brought it and what it held never change; the web role can only empty it.
CREATE FUNCTION app.guard_upload_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."orderId", NEW."uploadedById", NEW."fileName", NEW.bytes, NEW.sha256, NEW."createdAt")
     IS DISTINCT FROM (OLD."orderId", OLD."uploadedById", OLD."fileName", OLD.bytes, OLD.sha256, OLD."createdAt")
     OR (NEW.file IS NOT NULL AND NEW.file IS DISTINCT FROM OLD.file) THEN
    RAISE EXCEPTION 'an uploaded file is never changed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER table_uploads_fixed BEFORE UPDATE ON table_uploads FOR EACH ROW EXECUTE FUNCTION app.guard_upload_change();

-- A run protects an upload of its own order that is ready, and carries the name of whoever brought it.
CREATE FUNCTION app.guard_run_upload() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE u table_uploads%ROWTYPE;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NEW."uploadId" IS DISTINCT FROM OLD."uploadId" OR NEW."uploadedById" IS DISTINCT FROM OLD."uploadedById" THEN
      RAISE EXCEPTION 'what a run protects is never changed' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW."uploadId" IS NULL THEN
    NEW."uploadedById" := NULL;
    RETURN NEW;
  END IF;
  SELECT * INTO u FROM table_uploads WHERE id = NEW."uploadId";
  IF u."orderId" IS DISTINCT FROM NEW."orderId" OR u.status <> 'ready' OR u."specificationVersion" <> NEW."specificationVersion" THEN
    RAISE EXCEPTION 'the uploaded table is not one of this order that is ready' USING ERRCODE = '42501';
  END IF;
  NEW."uploadedById" := u."uploadedById";
  RETURN NEW;
END $$;
CREATE TRIGGER runs_upload BEFORE INSERT OR UPDATE ON runs FOR EACH ROW EXECUTE FUNCTION app.guard_run_upload();

-- Whoever brought a table made it: she can't release it either, whoever asked for the run.
CREATE FUNCTION app.guard_release_upload() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM runs r WHERE r.id = NEW."runId" AND r."uploadedById" = NEW."checkerId") THEN
    RAISE EXCEPTION 'the person who uploaded a table cannot release it' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER releases_upload BEFORE INSERT ON releases FOR EACH ROW EXECUTE FUNCTION app.guard_release_upload();
