-- A change of the table that an analyst suggests: a version of the specification that holds only when the customer approves it.

-- CreateTable
CREATE TABLE "proposals" (
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "baseVersion" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "message" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "wish" TEXT,
    "authorId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedById" UUID,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "proposals_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "proposals_orderId_idx" ON "proposals"("orderId");

-- AddForeignKey
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE proposals ADD CONSTRAINT proposals_status CHECK (status IN ('open', 'approved', 'sent-back', 'retracted'));
ALTER TABLE proposals ADD CONSTRAINT proposals_closed CHECK ((status = 'open') = ("closedAt" IS NULL) AND ("closedAt" IS NULL) = ("closedById" IS NULL));
ALTER TABLE proposals ADD CONSTRAINT proposals_wish CHECK ((status = 'sent-back') = (wish IS NOT NULL));
CREATE UNIQUE INDEX proposals_one_open ON proposals ("orderId") WHERE status = 'open';

ALTER TABLE "proposals" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "proposals" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON proposals TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT ON proposals TO statistik_web;
GRANT UPDATE (status, wish, "closedById", "closedAt") ON proposals TO statistik_web;
GRANT SELECT ON proposals TO statistik_worker;
CREATE POLICY worker_select ON proposals FOR SELECT TO statistik_worker USING (true);
CREATE POLICY web_select ON proposals FOR SELECT TO statistik_web USING (app.may_see_order("orderId"));
CREATE POLICY web_insert ON proposals FOR INSERT TO statistik_web
  WITH CHECK ("authorId" = app.person() AND status = 'open' AND app.works_on_order("orderId") AND NOT app.is_customer_of("orderId"));
-- An open one is closed once: approved or sent back by the customer's own people, taken back by the house.
CREATE POLICY web_update ON proposals FOR UPDATE TO statistik_web
  USING (status = 'open' AND (app.is_customer_of("orderId") OR app.works_on_order("orderId")))
  WITH CHECK ("closedById" = app.person() AND CASE WHEN app.is_customer_of("orderId") THEN status IN ('approved', 'sent-back')
              ELSE status = 'retracted' END);

-- Whoever writes a version of a specification is the customer's own, or the analyst who has the order.
DROP POLICY web_insert ON specifications;
CREATE POLICY web_insert ON specifications FOR INSERT TO statistik_web
  WITH CHECK ("authorId" = app.person() AND (app.is_customer_of("orderId") OR app.works_on_order("orderId")));
