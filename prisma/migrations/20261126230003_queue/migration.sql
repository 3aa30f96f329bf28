-- The queue with 100 000 orders. Who is asking is looked up once for a question, not once for every row: a function in a policy is
-- called row by row unless it stands in a subquery of its own, which the planner computes first. What anybody may see is the same.

-- CreateIndex
CREATE INDEX "orders_statusChangedAt_number_idx" ON "orders"("statusChangedAt" DESC, "number" DESC);

-- CreateIndex
CREATE INDEX "orders_analystId_idx" ON "orders"("analystId");

-- CreateIndex
CREATE INDEX "orders_producerId_idx" ON "orders"("producerId");

-- CreateIndex
CREATE INDEX "orders_checkerId_idx" ON "orders"("checkerId");

ALTER POLICY web_select ON orders USING ((SELECT app.is_staff()) OR "organisationId" IN (SELECT app.my_organisations()));
ALTER POLICY web_select ON organisations
  USING ((SELECT app.is_staff()) OR id IN (SELECT app.my_organisations()) OR (SELECT app.purpose()) = 'sign-in');
ALTER POLICY web_select ON audit_events
  USING ((SELECT app.is_staff()) OR "actorId" = (SELECT app.person()) OR ("orderId" IS NOT NULL AND app.may_see_order("orderId"))
         OR (SELECT app.purpose()) = 'sign-in');
