-- Deliveries that their organisation made public, from a day on and until it takes them back.

-- CreateTable
CREATE TABLE "publications" (
    "id" UUID NOT NULL,
    "releaseId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "registerId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "specification" JSONB NOT NULL,
    "organisationName" TEXT,
    "visibleFrom" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMPTZ(3),
    "withdrawnById" UUID,

    CONSTRAINT "publications_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "publications_orderId_idx" ON "publications"("orderId");

-- AddForeignKey
ALTER TABLE "publications" ADD CONSTRAINT "publications_releaseId_fkey" FOREIGN KEY ("releaseId") REFERENCES "releases"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE UNIQUE INDEX publications_one_in_force ON publications ("releaseId") WHERE "withdrawnAt" IS NULL;
ALTER TABLE publications ADD CONSTRAINT publications_withdrawn CHECK (("withdrawnAt" IS NULL) = ("withdrawnById" IS NULL));

ALTER TABLE "publications" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "publications" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON publications TO %I USING (true) WITH CHECK (true)', current_user);
END $$;

-- Whether everybody may see a release now: the day has come, nobody took it back, and it was not recalled.
CREATE FUNCTION app.is_published(release uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT EXISTS (SELECT 1 FROM publications p JOIN releases r ON r.id = p."releaseId"
          WHERE p."releaseId" = release AND p."visibleFrom" <= now() AND p."withdrawnAt" IS NULL AND r."recalledAt" IS NULL) $$;
CREATE FUNCTION app.may_publish("order" uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT EXISTS (SELECT 1 FROM orders o JOIN memberships m ON m."organisationId" = o."organisationId"
          WHERE o.id = "order" AND m."personId" = app.person() AND m."mayAccept") $$;

GRANT SELECT, INSERT ON publications TO statistik_web;
GRANT UPDATE ("withdrawnAt", "withdrawnById") ON publications TO statistik_web;
GRANT SELECT ON publications TO statistik_worker;
CREATE POLICY web_select ON publications FOR SELECT TO statistik_web
  USING (app.may_see_order("orderId") OR (app.purpose() = 'library' AND app.is_published("releaseId")));
CREATE POLICY web_insert ON publications FOR INSERT TO statistik_web
  WITH CHECK ("publishedById" = app.person() AND app.may_publish("orderId") AND "withdrawnAt" IS NULL
    AND EXISTS (SELECT 1 FROM releases r WHERE r.id = publications."releaseId" AND r."orderId" = publications."orderId" AND r."recalledAt" IS NULL));
CREATE POLICY web_update ON publications FOR UPDATE TO statistik_web
  USING (app.may_publish("orderId") AND "withdrawnAt" IS NULL) WITH CHECK ("withdrawnById" = app.person());
CREATE POLICY worker_select ON publications FOR SELECT TO statistik_worker USING (true);

-- What everybody may read of a public release: itself, its files and its protected table.
CREATE POLICY library_select ON releases FOR SELECT TO statistik_web USING (app.purpose() = 'library' AND app.is_published(id));
CREATE POLICY library_select ON delivery_files FOR SELECT TO statistik_web USING (app.purpose() = 'library' AND app.is_published("releaseId"));
CREATE POLICY library_select ON protected_tables FOR SELECT TO statistik_web
  USING (app.purpose() = 'library' AND EXISTS (SELECT 1 FROM releases r WHERE r."runId" = protected_tables."runId" AND app.is_published(r.id)));
