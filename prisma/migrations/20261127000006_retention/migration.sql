-- Retention: what is deleted when, tried before it is carried out. The worker deletes; the database holds the least age of each kind.

-- CreateTable
CREATE TABLE "retention_runs" (
    "id" UUID NOT NULL,
    "isTrial" BOOLEAN NOT NULL,
    "rules" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "found" JSONB,
    "askedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "retention_runs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "retention_runs_status_idx" ON "retention_runs"("status");

ALTER TABLE retention_runs ADD CONSTRAINT retention_runs_status CHECK (status IN ('waiting', 'done') AND (status = 'done') = ("finishedAt" IS NOT NULL));
ALTER TABLE "retention_runs" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "retention_runs" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON retention_runs TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT ON retention_runs TO statistik_web;
GRANT SELECT, INSERT, UPDATE ON retention_runs TO statistik_worker;
CREATE POLICY web_select ON retention_runs FOR SELECT TO statistik_web USING (app.has_role('administrator'));
-- People only try rules; what is carried out is the worker's own doing.
CREATE POLICY web_insert ON retention_runs FOR INSERT TO statistik_web
  WITH CHECK (app.has_role('administrator') AND "isTrial" AND status = 'waiting' AND "askedById" = app.person());
CREATE POLICY worker_all ON retention_runs TO statistik_worker USING (true) WITH CHECK (true);

-- What the worker may delete, and how old it must be whatever the rules say.
GRANT DELETE ON confidential_results, notices, outbox_messages TO statistik_worker;
GRANT SELECT, DELETE ON idempotency_keys, api_tokens TO statistik_worker;
CREATE FUNCTION app.order_over_since("order" uuid, age interval) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT EXISTS (SELECT 1 FROM orders o WHERE o.id = "order" AND o.status = 'ended' AND o."statusChangedAt" < now() - age) $$;
CREATE POLICY worker_delete ON confidential_results AS RESTRICTIVE FOR DELETE TO statistik_worker
  USING (app.order_over_since("orderId", interval '30 days'));
CREATE POLICY worker_delete ON notices AS RESTRICTIVE FOR DELETE TO statistik_worker USING ("createdAt" < now() - interval '30 days');
CREATE POLICY worker_delete ON outbox_messages AS RESTRICTIVE FOR DELETE TO statistik_worker
  USING (status <> 'waiting' AND "createdAt" < now() - interval '7 days' AND ("orderId" IS NULL OR app.order_over_since("orderId", interval '7 days')));
CREATE POLICY worker_forms ON idempotency_keys FOR ALL TO statistik_worker USING ("createdAt" < now() - interval '7 days');
CREATE POLICY worker_tokens ON api_tokens FOR ALL TO statistik_worker
  USING ("expiresAt" < now() - interval '7 days' OR "revokedAt" < now() - interval '7 days');

-- Takes the name, address and sign-ins of a closed account away; ids in orders and log stay, and say nothing of the person any more.
ALTER TABLE people ADD COLUMN "erasedAt" TIMESTAMPTZ(3);
CREATE FUNCTION app.erase_person(person uuid) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE people SET name = 'Slettet person', email = person::text || '@slettet.invalid', "passwordHash" = NULL, "mailWanted" = false,
    "sessionEpoch" = "sessionEpoch" + 1, "erasedAt" = now()
  WHERE id = person AND status = 'disabled' AND "erasedAt" IS NULL AND coalesce("lastSignInAt", "createdAt") < now() - interval '90 days'
    AND NOT EXISTS (SELECT 1 FROM staff_roles s WHERE s."personId" = person);
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM external_identities WHERE "personId" = person;
  DELETE FROM memberships WHERE "personId" = person;
  DELETE FROM api_tokens WHERE "personId" = person;
  DELETE FROM notices WHERE "personId" = person;
  RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION app.erase_person(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.erase_person(uuid) TO statistik_worker;
GRANT SELECT ("lastSignInAt", "createdAt", "erasedAt") ON people TO statistik_worker;
