-- Tables somebody is composing, kept as she goes. They are hers alone: no colleague, analyst or administrator reads them.

-- CreateTable
CREATE TABLE "kept_compositions" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "place" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "fields" TEXT NOT NULL,
    "typed" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "keptAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kept_compositions_pkey" PRIMARY KEY ("personId","id")
);

-- CreateIndex
CREATE INDEX "kept_compositions_keptAt_idx" ON "kept_compositions"("keptAt");

-- AddForeignKey
ALTER TABLE "kept_compositions" ADD CONSTRAINT "kept_compositions_personId_fkey" FOREIGN KEY ("personId") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE kept_compositions ADD CONSTRAINT kept_compositions_size CHECK (length(fields) <= 200000 AND length(title) <= 400);

ALTER TABLE "kept_compositions" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "kept_compositions" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON kept_compositions TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT, DELETE ON kept_compositions TO statistik_web;
GRANT UPDATE (place, title, fields, typed, version, "keptAt") ON kept_compositions TO statistik_web;
CREATE POLICY web_own ON kept_compositions TO statistik_web USING ("personId" = app.person()) WITH CHECK ("personId" = app.person());
-- The worker forgets what nobody has come back to; it reads nothing else of it.
GRANT SELECT ("personId", id, "keptAt") ON kept_compositions TO statistik_worker;
GRANT DELETE ON kept_compositions TO statistik_worker;
CREATE POLICY worker_select ON kept_compositions FOR SELECT TO statistik_worker USING (true);
CREATE POLICY worker_delete ON kept_compositions FOR DELETE TO statistik_worker USING (true);
