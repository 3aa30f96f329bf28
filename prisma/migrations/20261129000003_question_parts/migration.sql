-- A question can be about one part of the specification, at the version it was asked of.
ALTER TABLE "questions" ADD COLUMN "part" TEXT, ADD COLUMN "specificationVersion" INTEGER;
ALTER TABLE questions ADD CONSTRAINT questions_part CHECK (
  part ~ '^(register|period|measure|population|totals|figures|purpose|(row|column|filter):[a-z][a-z0-9_]{0,39})$');

-- What was asked is never changed; it is answered once, by the customer's own people, in their own name.
REVOKE UPDATE ON questions FROM statistik_web;
GRANT UPDATE (answer, "answeredById", "answeredAt") ON questions TO statistik_web;
DROP POLICY web_update ON questions;
CREATE POLICY web_update ON questions FOR UPDATE TO statistik_web
  USING (app.is_customer_of("orderId") AND "answeredAt" IS NULL) WITH CHECK ("answeredById" = app.person());
DROP POLICY web_insert ON questions;
CREATE POLICY web_insert ON questions FOR INSERT TO statistik_web
  WITH CHECK ("askedById" = app.person() AND app.works_on_order("orderId") AND NOT app.is_customer_of("orderId"));
