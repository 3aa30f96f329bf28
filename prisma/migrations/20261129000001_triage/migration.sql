-- What an analyst found when she read a new order, and the decision a requester gets when it is declined.

-- CreateTable
CREATE TABLE "triages" (
    "id" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "specificationVersion" INTEGER NOT NULL,
    "authorId" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "answers" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "triages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decisions" (
    "orderId" UUID NOT NULL,
    "ground" TEXT NOT NULL,
    "reasonDa" TEXT NOT NULL,
    "reasonEn" TEXT NOT NULL,
    "appealDa" TEXT NOT NULL,
    "appealEn" TEXT NOT NULL,
    "decidedById" UUID NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("orderId")
);

-- CreateIndex
CREATE INDEX "triages_orderId_createdAt_idx" ON "triages"("orderId", "createdAt");

-- AddForeignKey
ALTER TABLE "triages" ADD CONSTRAINT "triages_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE triages ADD CONSTRAINT triages_outcome CHECK (outcome IN
  ('standard', 'dialogue', 'other-authority', 'referral', 'paragraph-11', 'decline'));
ALTER TABLE decisions ADD CONSTRAINT decisions_words CHECK (
  length(trim("reasonDa")) >= 3 AND length(trim("reasonEn")) >= 3 AND length(trim("appealDa")) >= 3 AND length(trim("appealEn")) >= 3);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['triages', 'decisions'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION app.refuse_change()', t || '_append_only', t);
  END LOOP;
END $$;

-- Whether the person asking belongs to the customer of an order: then she is its requester and never its staff, whatever roles she holds.
CREATE FUNCTION app.is_customer_of(order_id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT EXISTS (SELECT 1 FROM orders o WHERE o.id = order_id
                       AND (o."requesterId" = app.person() OR o."organisationId" IN (SELECT app.my_organisations()))) $$;

GRANT SELECT, INSERT ON triages, decisions TO statistik_web;
CREATE POLICY web_select ON triages FOR SELECT TO statistik_web USING (app.is_staff() AND NOT app.is_customer_of("orderId"));
CREATE POLICY web_insert ON triages FOR INSERT TO statistik_web
  WITH CHECK ("authorId" = app.person() AND app.works_on_order("orderId") AND NOT app.is_customer_of("orderId"));
CREATE POLICY web_select ON decisions FOR SELECT TO statistik_web USING (app.may_see_order("orderId"));
CREATE POLICY web_insert ON decisions FOR INSERT TO statistik_web
  WITH CHECK ("decidedById" = app.person() AND app.works_on_order("orderId") AND NOT app.is_customer_of("orderId"));

-- The house's own thoughts stay in the house also where the log is read: a customer's people see no event of them.
DROP POLICY web_select ON audit_events;
CREATE POLICY web_select ON audit_events FOR SELECT TO statistik_web
  USING (app.is_staff() OR "actorId" = app.person() OR app.purpose() = 'sign-in'
         OR ("orderId" IS NOT NULL AND app.may_see_order("orderId") AND type NOT IN ('order.noted', 'order.triaged')));

-- What the service watches for is for staff.
DROP POLICY all_select ON settings;
CREATE POLICY all_select ON settings FOR SELECT TO statistik_web, statistik_worker USING (key <> 'sensitiveTopics' OR app.is_staff());

-- Similar orders are looked for among those of the same register.
CREATE INDEX "specifications_register_idx" ON "specifications" ((body->>'register'));
