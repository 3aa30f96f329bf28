-- A staff role is given by two administrators: one asks, another decides. The database holds it, whoever asks.

-- CreateTable
CREATE TABLE "role_grants" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "askedById" UUID NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "outcome" TEXT,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "role_grants_pkey" PRIMARY KEY ("id")
);

-- AddForeignKey
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_personId_fkey" FOREIGN KEY ("personId") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_grants" ADD CONSTRAINT "role_grants_askedById_fkey" FOREIGN KEY ("askedById") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE UNIQUE INDEX role_grants_one_open ON role_grants ("personId", role) WHERE outcome IS NULL;
ALTER TABLE role_grants ADD CONSTRAINT role_grants_role CHECK (role IN ('analyst', 'administrator'));
ALTER TABLE role_grants ADD CONSTRAINT role_grants_outcome CHECK (outcome IN ('granted', 'refused', 'taken-back'));
ALTER TABLE role_grants ADD CONSTRAINT role_grants_decided CHECK ((outcome IS NULL) = ("decidedById" IS NULL) AND (outcome IS NULL) = ("decidedAt" IS NULL));
-- Nobody asks for herself, and who asked can take back but never grant.
ALTER TABLE role_grants ADD CONSTRAINT role_grants_four_eyes CHECK (
  "personId" <> "askedById" AND "personId" IS DISTINCT FROM "decidedById"
  AND (outcome IS DISTINCT FROM 'granted' OR "decidedById" <> "askedById"));

ALTER TABLE "role_grants" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "role_grants" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON role_grants TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT ON role_grants TO statistik_web;
GRANT UPDATE (outcome, "decidedById", "decidedAt") ON role_grants TO statistik_web;
CREATE POLICY web_select ON role_grants FOR SELECT TO statistik_web USING (app.has_role('administrator'));
CREATE POLICY web_insert ON role_grants FOR INSERT TO statistik_web
  WITH CHECK (app.has_role('administrator') AND "askedById" = app.person() AND outcome IS NULL);
CREATE POLICY web_update ON role_grants FOR UPDATE TO statistik_web USING (app.has_role('administrator') AND outcome IS NULL)
  WITH CHECK ("decidedById" = app.person());

-- A role row is written only in the moment in which another administrator's request is granted.
DROP POLICY web_insert ON staff_roles;
CREATE POLICY web_insert ON staff_roles FOR INSERT TO statistik_web
  WITH CHECK (app.has_role('administrator') AND EXISTS (
    SELECT 1 FROM role_grants g WHERE g."personId" = staff_roles."personId" AND g.role = staff_roles.role
      AND g.outcome = 'granted' AND g."decidedById" = app.person() AND g."decidedAt" >= transaction_timestamp() - interval '1 minute'));
REVOKE UPDATE ON staff_roles FROM statistik_web;
