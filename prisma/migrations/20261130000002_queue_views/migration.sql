-- Views of the queue that staff name and keep: a person's own, and those she lets her colleagues use. Only she changes hers.

-- CreateTable
CREATE TABLE "queue_views" (
    "id" UUID NOT NULL,
    "ownerId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "isShared" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "queue_views_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "queue_defaults" (
    "personId" UUID NOT NULL,
    "viewId" UUID NOT NULL,

    CONSTRAINT "queue_defaults_pkey" PRIMARY KEY ("personId")
);

-- CreateIndex
CREATE UNIQUE INDEX "queue_views_ownerId_name_key" ON "queue_views"("ownerId", "name");

-- AddForeignKey
ALTER TABLE "queue_views" ADD CONSTRAINT "queue_views_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "queue_defaults" ADD CONSTRAINT "queue_defaults_personId_fkey" FOREIGN KEY ("personId") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "queue_defaults" ADD CONSTRAINT "queue_defaults_viewId_fkey" FOREIGN KEY ("viewId") REFERENCES "queue_views"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE queue_views ADD CONSTRAINT queue_views_size CHECK (length(name) BETWEEN 1 AND 60 AND length(query) <= 1000);

ALTER TABLE "queue_views" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "queue_views" FORCE ROW LEVEL SECURITY;
ALTER TABLE "queue_defaults" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "queue_defaults" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON queue_views TO %I USING (true) WITH CHECK (true)', current_user);
  EXECUTE format('CREATE POLICY owner_all ON queue_defaults TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT, DELETE ON queue_views TO statistik_web;
GRANT UPDATE (name, query, "isShared") ON queue_views TO statistik_web;
CREATE POLICY web_select ON queue_views FOR SELECT TO statistik_web
  USING (app.has_role('analyst') AND ("ownerId" = app.person() OR "isShared"));
CREATE POLICY web_insert ON queue_views FOR INSERT TO statistik_web WITH CHECK (app.has_role('analyst') AND "ownerId" = app.person());
CREATE POLICY web_update ON queue_views FOR UPDATE TO statistik_web
  USING (app.has_role('analyst') AND "ownerId" = app.person()) WITH CHECK ("ownerId" = app.person());
CREATE POLICY web_delete ON queue_views FOR DELETE TO statistik_web USING (app.has_role('analyst') AND "ownerId" = app.person());
GRANT SELECT, INSERT, DELETE ON queue_defaults TO statistik_web;
-- A default is one's own, and of a view one may see: the look into the other table goes by that table's own policies.
CREATE POLICY web_own ON queue_defaults TO statistik_web USING ("personId" = app.person())
  WITH CHECK ("personId" = app.person() AND EXISTS (SELECT 1 FROM queue_views v WHERE v.id = "viewId"));
