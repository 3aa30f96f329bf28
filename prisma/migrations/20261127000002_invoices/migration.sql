-- Invoices and credit notes: issued once, numbered without gaps, never changed. The database holds all three.

-- CreateTable
CREATE TABLE "invoice_runs" (
    "id" UUID NOT NULL,
    "throughOn" DATE NOT NULL,
    "issuedOn" DATE NOT NULL,
    "orderIds" UUID[],
    "invoices" INTEGER NOT NULL,
    "totalOre" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'issuing',
    "skipped" JSONB NOT NULL DEFAULT '[]',
    "startedById" UUID NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "invoice_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoices" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "runId" UUID,
    "organisationId" UUID NOT NULL,
    "creditsId" UUID,
    "issuedOn" DATE NOT NULL,
    "dueOn" DATE NOT NULL,
    "subtotalOre" INTEGER NOT NULL,
    "vatOre" INTEGER NOT NULL,
    "totalOre" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "xml" TEXT NOT NULL,
    "sha256" CHAR(64) NOT NULL,
    "issuedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "paidOn" DATE,
    "paidNotedById" UUID,

    CONSTRAINT "invoices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invoice_orders" (
    "invoiceId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "freedAt" TIMESTAMPTZ(3),

    CONSTRAINT "invoice_orders_pkey" PRIMARY KEY ("invoiceId","orderId")
);

-- CreateTable
CREATE TABLE "invoice_counters" (
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "invoice_counters_pkey" PRIMARY KEY ("year")
);

-- CreateIndex
CREATE UNIQUE INDEX "invoices_number_key" ON "invoices"("number");

-- CreateIndex
CREATE UNIQUE INDEX "invoices_creditsId_key" ON "invoices"("creditsId");

-- CreateIndex
CREATE INDEX "invoices_organisationId_issuedOn_idx" ON "invoices"("organisationId", "issuedOn");

-- CreateIndex
CREATE INDEX "invoices_runId_idx" ON "invoices"("runId");

-- CreateIndex
CREATE INDEX "invoice_orders_orderId_idx" ON "invoice_orders"("orderId");

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_runId_fkey" FOREIGN KEY ("runId") REFERENCES "invoice_runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "organisations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_creditsId_fkey" FOREIGN KEY ("creditsId") REFERENCES "invoices"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_orders" ADD CONSTRAINT "invoice_orders_invoiceId_fkey" FOREIGN KEY ("invoiceId") REFERENCES "invoices"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invoice_orders" ADD CONSTRAINT "invoice_orders_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- Closed sets and simple truths.
ALTER TABLE invoices ADD CONSTRAINT invoices_kind CHECK (kind IN ('invoice', 'credit-note'));
ALTER TABLE invoices ADD CONSTRAINT invoices_credit CHECK ((kind = 'credit-note') = ("creditsId" IS NOT NULL) AND (kind = 'invoice') = ("runId" IS NOT NULL));
ALTER TABLE invoices ADD CONSTRAINT invoices_sums CHECK ("subtotalOre" > 0 AND "vatOre" >= 0 AND "totalOre" = "subtotalOre" + "vatOre");
ALTER TABLE invoices ADD CONSTRAINT invoices_paid CHECK (("paidOn" IS NULL) OR (kind = 'invoice' AND "paidNotedById" IS NOT NULL));
ALTER TABLE invoice_runs ADD CONSTRAINT invoice_runs_status CHECK (status IN ('issuing', 'done') AND (status = 'done') = ("finishedAt" IS NOT NULL));
-- One run at a time; a killed one is gone on with before the next.
CREATE UNIQUE INDEX invoice_runs_one_issuing ON invoice_runs (status) WHERE status = 'issuing';
-- An order stands on one invoice, whoever issues it and however many at once.
CREATE UNIQUE INDEX invoice_orders_once ON invoice_orders ("orderId") WHERE "freedAt" IS NULL;

-- Numbers run 1, 2, 3 within a year, and none is given without an invoice that carries it.
CREATE FUNCTION app.guard_invoice_number() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE y int := extract(year FROM NEW."issuedOn"); n int;
BEGIN
  SELECT last INTO n FROM invoice_counters WHERE year = y FOR UPDATE;
  IF n IS NULL OR NEW.number <> format('F%s-%s', y, lpad(n::text, 6, '0')) THEN
    RAISE EXCEPTION 'an invoice carries the number just given' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoices_number BEFORE INSERT ON invoices FOR EACH ROW EXECUTE FUNCTION app.guard_invoice_number();

CREATE FUNCTION app.guard_invoice_counter() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.last <> (CASE WHEN TG_OP = 'INSERT' THEN 0 ELSE OLD.last END) + 1 OR (TG_OP = 'UPDATE' AND NEW.year <> OLD.year) THEN
    RAISE EXCEPTION 'invoice numbers go up one by one' USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM invoices i WHERE i.number = format('F%s-%s', NEW.year, lpad(NEW.last::text, 6, '0'))) THEN
    RAISE EXCEPTION 'an invoice number was given to no invoice' USING ERRCODE = '42501';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER invoice_counters_used AFTER INSERT OR UPDATE ON invoice_counters DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION app.guard_invoice_counter();

-- What an invoice says never changes, not even for the owner of the tables; only its payment is noted.
CREATE FUNCTION app.guard_invoice_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - ARRAY['paidOn', 'paidNotedById']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['paidOn', 'paidNotedById']) THEN
    RAISE EXCEPTION 'an invoice is never changed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoices_fixed BEFORE UPDATE OR DELETE ON invoices FOR EACH ROW EXECUTE FUNCTION app.guard_invoice_change();

-- An order is freed once, by a credit note on its invoice.
CREATE FUNCTION app.guard_invoice_order_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD."freedAt" IS NOT NULL OR NEW."invoiceId" <> OLD."invoiceId" OR NEW."orderId" <> OLD."orderId"
     OR NOT EXISTS (SELECT 1 FROM invoices c WHERE c."creditsId" = OLD."invoiceId") THEN
    RAISE EXCEPTION 'only a credit note frees an order' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER invoice_orders_fixed BEFORE UPDATE OR DELETE ON invoice_orders FOR EACH ROW EXECUTE FUNCTION app.guard_invoice_order_change();

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['invoice_runs', 'invoices', 'invoice_orders', 'invoice_counters'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
  END LOOP;
END $$;

-- Administrators start runs, credit and note payments; the worker issues; the customer's people read their own.
GRANT SELECT, INSERT ON invoice_runs, invoices TO statistik_web;
GRANT SELECT ON invoice_orders TO statistik_web;
GRANT UPDATE ("paidOn", "paidNotedById") ON invoices TO statistik_web;
GRANT UPDATE ("freedAt") ON invoice_orders TO statistik_web;
GRANT SELECT, INSERT, UPDATE ON invoice_counters TO statistik_web, statistik_worker;
GRANT SELECT, UPDATE ON invoice_runs TO statistik_worker;
GRANT SELECT, INSERT ON invoices, invoice_orders TO statistik_worker;
CREATE POLICY web_select ON invoice_runs FOR SELECT TO statistik_web USING (app.has_role('administrator'));
CREATE POLICY web_insert ON invoice_runs FOR INSERT TO statistik_web
  WITH CHECK (app.has_role('administrator') AND "startedById" = app.person() AND status = 'issuing');
CREATE POLICY worker_all ON invoice_runs TO statistik_worker USING (true) WITH CHECK (true);
CREATE POLICY web_select ON invoices FOR SELECT TO statistik_web
  USING (app.has_role('administrator') OR "organisationId" IN (SELECT app.my_organisations()));
CREATE POLICY web_insert ON invoices FOR INSERT TO statistik_web
  WITH CHECK (app.has_role('administrator') AND kind = 'credit-note' AND "issuedById" = app.person());
CREATE POLICY web_update ON invoices FOR UPDATE TO statistik_web USING (app.has_role('administrator') AND kind = 'invoice');
CREATE POLICY worker_all ON invoices TO statistik_worker USING (true) WITH CHECK (kind = 'invoice' AND "issuedById" IS NULL);
CREATE POLICY web_select ON invoice_orders FOR SELECT TO statistik_web USING (app.has_role('administrator') OR app.may_see_order("orderId"));
CREATE POLICY web_update ON invoice_orders FOR UPDATE TO statistik_web USING (app.has_role('administrator'));
CREATE POLICY worker_all ON invoice_orders TO statistik_worker USING (true) WITH CHECK (true);
CREATE POLICY web_all ON invoice_counters TO statistik_web USING (app.has_role('administrator')) WITH CHECK (app.has_role('administrator'));
CREATE POLICY worker_all ON invoice_counters TO statistik_worker USING (true) WITH CHECK (true);
-- The worker prices what it issues.
GRANT SELECT ON tariffs, time_entries TO statistik_worker;
