-- When an analyst is away, and who stands in for her. Staff see it; only she says it, and a time that was said is ended, never rewritten.

-- CreateTable
CREATE TABLE "absences" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "fromOn" DATE NOT NULL,
    "toOn" DATE NOT NULL,
    "standInId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "absences_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "absences_personId_toOn_idx" ON "absences"("personId", "toOn");

-- AddForeignKey
ALTER TABLE "absences" ADD CONSTRAINT "absences_personId_fkey" FOREIGN KEY ("personId") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE absences ADD CONSTRAINT absences_days CHECK ("toOn" >= "fromOn" AND "toOn" < "fromOn" + 367);
ALTER TABLE absences ADD CONSTRAINT absences_stand_in CHECK ("standInId" IS DISTINCT FROM "personId");

ALTER TABLE "absences" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "absences" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON absences TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT ON absences TO statistik_web;
GRANT UPDATE ("endedAt") ON absences TO statistik_web;
CREATE POLICY web_select ON absences FOR SELECT TO statistik_web USING ((SELECT app.is_staff()));
CREATE POLICY web_insert ON absences FOR INSERT TO statistik_web WITH CHECK (app.has_role('analyst') AND "personId" = app.person());
CREATE POLICY web_update ON absences FOR UPDATE TO statistik_web USING ("personId" = app.person()) WITH CHECK ("personId" = app.person());

-- What each analyst has in hand: open cases, those of them past their due day, and tables she checks. Nothing for anybody but staff.
CREATE FUNCTION app.workload(today date) RETURNS TABLE (person uuid, open int, late int, checking int) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off AS $$
  SELECT p.person, sum(p.open)::int, sum(p.late)::int, sum(p.checking)::int FROM (
    SELECT "analystId" AS person, 1 AS open, CASE WHEN "dueOn" < today THEN 1 ELSE 0 END AS late, 0 AS checking FROM orders
      WHERE status IN ('received', 'clarifying', 'offered', 'accepted', 'producing', 'checking') AND "analystId" IS NOT NULL
    UNION ALL
    SELECT "checkerId", 0, 0, 1 FROM orders WHERE status = 'checking' AND "checkerId" IS NOT NULL) p
  WHERE (SELECT app.is_staff())
  GROUP BY p.person $$;
REVOKE ALL ON FUNCTION app.workload(date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.workload(date) TO statistik_web;
