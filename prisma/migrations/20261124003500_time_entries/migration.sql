-- Time worked on orders, line by line of the agreed price. Entries are taken back, never deleted or changed.

-- CreateTable
CREATE TABLE "time_entries" (
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "ownError" BOOLEAN NOT NULL DEFAULT false,
    "workedOn" DATE NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "takenBackAt" TIMESTAMPTZ(3),

    CONSTRAINT "time_entries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "time_entries_orderId_idx" ON "time_entries"("orderId");

-- AddForeignKey
ALTER TABLE "time_entries" ADD CONSTRAINT "time_entries_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE time_entries ADD CONSTRAINT time_entries_minutes CHECK (minutes BETWEEN 1 AND 1440);
ALTER TABLE time_entries ADD CONSTRAINT time_entries_kind CHECK (kind IN ('clarification-work', 'register-work', 'linkage-work', 'code-list-work', 'table-work', 'rate-work', 'check-work'));

ALTER TABLE "time_entries" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "time_entries" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON time_entries TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT ON time_entries TO statistik_web;
GRANT UPDATE ("takenBackAt") ON time_entries TO statistik_web;
GRANT SELECT ON time_entries TO statistik_worker;
-- The customer sees what is charged; who worked is read by the house alone, in the queries.
CREATE POLICY web_select ON time_entries FOR SELECT TO statistik_web USING (app.may_see_order("orderId"));
CREATE POLICY web_insert ON time_entries FOR INSERT TO statistik_web
  WITH CHECK ("personId" = app.person() AND app.works_on_order("orderId") AND "takenBackAt" IS NULL);
CREATE POLICY web_update ON time_entries FOR UPDATE TO statistik_web
  USING ("personId" = app.person() AND app.works_on_order("orderId") AND "takenBackAt" IS NULL) WITH CHECK ("personId" = app.person());
CREATE POLICY worker_select ON time_entries FOR SELECT TO statistik_worker USING (true);
