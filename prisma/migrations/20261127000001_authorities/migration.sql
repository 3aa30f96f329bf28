-- Who runs the service from a day on: its name, number, address and account. Versions are added, never changed.

-- CreateTable
CREATE TABLE "authorities" (
    "id" UUID NOT NULL,
    "validFrom" DATE NOT NULL,
    "body" JSONB NOT NULL,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "authorities_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "authorities_validFrom_idx" ON "authorities"("validFrom");

ALTER TABLE "authorities" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "authorities" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON authorities TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT ON authorities TO statistik_web, statistik_worker;
GRANT INSERT ON authorities TO statistik_web;
-- Everybody may know whom they deal with; it stands on every page.
CREATE POLICY all_select ON authorities FOR SELECT TO statistik_web, statistik_worker USING (true);
CREATE POLICY admin_insert ON authorities FOR INSERT TO statistik_web
  WITH CHECK (app.has_role('administrator') AND "createdById" = app.person());

-- What an invoice needs to know about a customer besides its name and numbers.
ALTER TABLE "organisations" ADD COLUMN "street" TEXT NOT NULL DEFAULT '';
ALTER TABLE "organisations" ADD COLUMN "postalCode" TEXT NOT NULL DEFAULT '';
ALTER TABLE "organisations" ADD COLUMN "city" TEXT NOT NULL DEFAULT '';
ALTER TABLE "organisations" ADD COLUMN "countryCode" CHAR(2) NOT NULL DEFAULT 'DK';
ALTER TABLE "organisations" ADD COLUMN "vatNumber" TEXT;
ALTER TABLE "organisations" ADD COLUMN "invoiceEmail" TEXT NOT NULL DEFAULT '';
-- Raised by every change: the precondition of the next, so that two administrators never overwrite each other unseen.
ALTER TABLE "organisations" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;
