-- Rights. Three roles: the owner of the tables (migrations, seed, maintenance), `statistik_web` and `statistik_worker`.
-- The two application roles own nothing and bypass nothing. Every table has row-level security, forced.
-- Who is asking stands in `app.person_id`, set with SET LOCAL at the start of each transaction; all rights are looked up from it here.

DO $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'statistik_web') THEN CREATE ROLE statistik_web NOLOGIN; END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'statistik_worker') THEN CREATE ROLE statistik_worker NOLOGIN; END IF;
END $$;

CREATE SCHEMA IF NOT EXISTS app;
GRANT USAGE ON SCHEMA public, app TO statistik_web, statistik_worker;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- The person asking, or null. A setting made in an earlier transaction reads '' afterwards, hence nullif.
CREATE FUNCTION app.person() RETURNS uuid LANGUAGE sql STABLE
  AS $$ SELECT nullif(current_setting('app.person_id', true), '')::uuid $$;

-- A narrow purpose of the service itself when nobody is signed in: 'sign-in' or 'verify'.
CREATE FUNCTION app.purpose() RETURNS text LANGUAGE sql STABLE
  AS $$ SELECT coalesce(current_setting('app.purpose', true), '') $$;

CREATE FUNCTION app.has_role(wanted text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT EXISTS (SELECT 1 FROM staff_roles s JOIN people p ON p.id = s."personId"
                       WHERE s."personId" = app.person() AND s.role = wanted AND p.status = 'active') $$;

CREATE FUNCTION app.is_staff() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT EXISTS (SELECT 1 FROM staff_roles s JOIN people p ON p.id = s."personId"
                       WHERE s."personId" = app.person() AND p.status = 'active') $$;

CREATE FUNCTION app.my_organisations() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT m."organisationId" FROM memberships m JOIN people p ON p.id = m."personId" JOIN organisations o ON o.id = m."organisationId"
        WHERE m."personId" = app.person() AND p.status = 'active' AND o.active $$;

CREATE FUNCTION app.may_see_order(order_id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT app.has_role('analyst') OR app.has_role('administrator') OR EXISTS (
          SELECT 1 FROM orders o WHERE o.id = order_id AND o."organisationId" IN (SELECT app.my_organisations())) $$;

-- The analysts of an order: those who work on it now. Only they may read its unprotected cells.
CREATE FUNCTION app.works_on_order(order_id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ SELECT app.has_role('analyst') AND EXISTS (
          SELECT 1 FROM orders o WHERE o.id = order_id AND app.person() IN (o."analystId", o."producerId", o."checkerId")) $$;

-- Every table: security on, forced, and the owner admitted by an explicit policy.
DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY owner_all ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
  END LOOP;
END $$;

-- Identity
GRANT SELECT ON organisations, people, memberships, staff_roles, external_identities TO statistik_web;
GRANT INSERT, UPDATE ON organisations, people TO statistik_web;
GRANT INSERT ON external_identities TO statistik_web;
GRANT INSERT, UPDATE, DELETE ON memberships, staff_roles TO statistik_web;
CREATE POLICY web_select ON organisations FOR SELECT TO statistik_web
  USING (app.is_staff() OR id IN (SELECT app.my_organisations()) OR app.purpose() = 'sign-in');
CREATE POLICY web_insert ON organisations FOR INSERT TO statistik_web WITH CHECK (app.has_role('administrator') OR app.purpose() = 'sign-in');
CREATE POLICY web_update ON organisations FOR UPDATE TO statistik_web USING (app.has_role('administrator'));
CREATE POLICY web_select ON people FOR SELECT TO statistik_web
  USING (id = app.person() OR app.is_staff() OR app.purpose() = 'sign-in'
         OR EXISTS (SELECT 1 FROM memberships m WHERE m."personId" = people.id AND m."organisationId" IN (SELECT app.my_organisations())));
CREATE POLICY web_insert ON people FOR INSERT TO statistik_web WITH CHECK (app.has_role('administrator') OR app.purpose() = 'sign-in');
CREATE POLICY web_update ON people FOR UPDATE TO statistik_web USING (id = app.person() OR app.has_role('administrator') OR app.purpose() = 'sign-in');
CREATE POLICY web_select ON memberships FOR SELECT TO statistik_web
  USING ("personId" = app.person() OR app.is_staff() OR app.purpose() = 'sign-in' OR "organisationId" IN (SELECT app.my_organisations()));
CREATE POLICY web_insert ON memberships FOR INSERT TO statistik_web WITH CHECK (app.has_role('administrator') OR app.purpose() = 'sign-in');
CREATE POLICY web_change ON memberships FOR UPDATE TO statistik_web USING (app.has_role('administrator'));
CREATE POLICY web_delete ON memberships FOR DELETE TO statistik_web USING (app.has_role('administrator'));
CREATE POLICY web_select ON staff_roles FOR SELECT TO statistik_web USING ("personId" = app.person() OR app.is_staff() OR app.purpose() = 'sign-in');
CREATE POLICY web_insert ON staff_roles FOR INSERT TO statistik_web WITH CHECK (app.has_role('administrator') AND "personId" <> app.person());
CREATE POLICY web_delete ON staff_roles FOR DELETE TO statistik_web USING (app.has_role('administrator') AND "personId" <> app.person());
CREATE POLICY web_select ON external_identities FOR SELECT TO statistik_web USING ("personId" = app.person() OR app.purpose() = 'sign-in');
CREATE POLICY web_insert ON external_identities FOR INSERT TO statistik_web WITH CHECK (app.purpose() = 'sign-in');

-- Catalogue and settings: everybody reads, administrators write.
GRANT SELECT ON registers, classifications, snapshots, tariffs, calendars, service_levels, settings TO statistik_web, statistik_worker;
GRANT INSERT ON tariffs, calendars, service_levels, settings TO statistik_web;
GRANT UPDATE ON tariffs, settings, registers, classifications TO statistik_web;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['registers', 'classifications', 'snapshots', 'tariffs', 'calendars', 'service_levels', 'settings'] LOOP
    EXECUTE format('CREATE POLICY all_select ON %I FOR SELECT TO statistik_web, statistik_worker USING (true)', t);
    EXECUTE format('CREATE POLICY admin_insert ON %I FOR INSERT TO statistik_web WITH CHECK (app.has_role(''administrator''))', t);
    EXECUTE format('CREATE POLICY admin_update ON %I FOR UPDATE TO statistik_web USING (app.has_role(''administrator''))', t);
  END LOOP;
END $$;

-- Orders. An administrator reads but does not act on them.
GRANT SELECT, INSERT, UPDATE ON orders, questions, offers TO statistik_web;
GRANT SELECT, INSERT, UPDATE ON order_counters TO statistik_web;
GRANT SELECT, INSERT ON specifications, notes, checks TO statistik_web;
CREATE POLICY web_select ON orders FOR SELECT TO statistik_web
  USING (app.is_staff() OR "organisationId" IN (SELECT app.my_organisations()));
CREATE POLICY web_insert ON orders FOR INSERT TO statistik_web
  WITH CHECK ("requesterId" = app.person() AND "organisationId" IN (SELECT app.my_organisations()) AND status = 'draft');
CREATE POLICY web_update ON orders FOR UPDATE TO statistik_web
  USING (app.has_role('analyst') OR "organisationId" IN (SELECT app.my_organisations()));
CREATE POLICY web_all ON order_counters TO statistik_web USING (app.person() IS NOT NULL) WITH CHECK (app.person() IS NOT NULL);
CREATE POLICY web_select ON specifications FOR SELECT TO statistik_web USING (app.may_see_order("orderId"));
CREATE POLICY web_insert ON specifications FOR INSERT TO statistik_web WITH CHECK ("authorId" = app.person() AND app.may_see_order("orderId"));
CREATE POLICY web_select ON questions FOR SELECT TO statistik_web USING (app.may_see_order("orderId"));
CREATE POLICY web_insert ON questions FOR INSERT TO statistik_web WITH CHECK ("askedById" = app.person() AND app.has_role('analyst'));
CREATE POLICY web_update ON questions FOR UPDATE TO statistik_web USING (app.may_see_order("orderId"));
CREATE POLICY web_select ON notes FOR SELECT TO statistik_web USING (app.is_staff());
CREATE POLICY web_insert ON notes FOR INSERT TO statistik_web WITH CHECK ("authorId" = app.person() AND app.is_staff());
CREATE POLICY web_select ON offers FOR SELECT TO statistik_web USING (app.may_see_order("orderId"));
CREATE POLICY web_insert ON offers FOR INSERT TO statistik_web WITH CHECK ("offeredById" = app.person() AND app.has_role('analyst'));
CREATE POLICY web_update ON offers FOR UPDATE TO statistik_web USING (app.may_see_order("orderId"));

-- Production. Results are written by the worker alone; unprotected cells are read by the analysts of the order alone.
GRANT SELECT, INSERT, UPDATE ON runs TO statistik_web;
GRANT SELECT ON confidential_results, protected_tables TO statistik_web;
CREATE POLICY web_select ON runs FOR SELECT TO statistik_web USING (app.has_role('analyst') OR app.has_role('administrator'));
CREATE POLICY web_insert ON runs FOR INSERT TO statistik_web
  WITH CHECK (app.works_on_order("orderId") AND "requestedById" = app.person() AND status = 'queued');
CREATE POLICY web_update ON runs FOR UPDATE TO statistik_web USING (app.works_on_order("orderId"));
CREATE POLICY web_select ON confidential_results FOR SELECT TO statistik_web USING (app.works_on_order("orderId"));
CREATE POLICY web_select ON protected_tables FOR SELECT TO statistik_web
  USING (app.has_role('analyst') OR EXISTS (SELECT 1 FROM releases r WHERE r."runId" = protected_tables."runId" AND r."recalledAt" IS NULL
                                            AND app.may_see_order(r."orderId")));

-- Check and release.
GRANT SELECT, INSERT ON releases TO statistik_web;
GRANT UPDATE ("recalledAt", "recalledById", "recallReason") ON releases TO statistik_web;
GRANT SELECT, INSERT ON delivery_files TO statistik_web;
CREATE POLICY web_select ON checks FOR SELECT TO statistik_web USING (app.has_role('analyst') OR app.has_role('administrator'));
CREATE POLICY web_insert ON checks FOR INSERT TO statistik_web WITH CHECK ("checkerId" = app.person() AND app.works_on_order("orderId"));
CREATE POLICY web_select ON releases FOR SELECT TO statistik_web USING (app.may_see_order("orderId") OR app.purpose() = 'verify');
CREATE POLICY web_insert ON releases FOR INSERT TO statistik_web WITH CHECK ("checkerId" = app.person() AND app.works_on_order("orderId"));
CREATE POLICY web_update ON releases FOR UPDATE TO statistik_web USING (app.has_role('analyst'));
CREATE POLICY web_select ON delivery_files FOR SELECT TO statistik_web
  USING (app.purpose() = 'verify' OR EXISTS (SELECT 1 FROM releases r WHERE r.id = delivery_files."releaseId" AND app.may_see_order(r."orderId")));
CREATE POLICY web_insert ON delivery_files FOR INSERT TO statistik_web
  WITH CHECK (EXISTS (SELECT 1 FROM releases r WHERE r.id = delivery_files."releaseId" AND r."checkerId" = app.person()));

-- Evidence and messages.
GRANT SELECT, INSERT ON audit_events TO statistik_web, statistik_worker;
CREATE POLICY web_select ON audit_events FOR SELECT TO statistik_web
  USING (app.is_staff() OR "actorId" = app.person() OR ("orderId" IS NOT NULL AND app.may_see_order("orderId")) OR app.purpose() = 'sign-in');
CREATE POLICY web_insert ON audit_events FOR INSERT TO statistik_web
  WITH CHECK (("actorKind" = 'person' AND "actorId" = app.person()) OR ("actorKind" = 'system' AND app.purpose() = 'sign-in'));
CREATE POLICY worker_all ON audit_events TO statistik_worker USING (true) WITH CHECK ("actorKind" = 'system');
GRANT INSERT ON outbox_messages, notices TO statistik_web;
GRANT SELECT ON notices TO statistik_web;
GRANT UPDATE ("readAt") ON notices TO statistik_web;
CREATE POLICY web_insert ON outbox_messages FOR INSERT TO statistik_web WITH CHECK (app.person() IS NOT NULL);
CREATE POLICY web_insert ON notices FOR INSERT TO statistik_web WITH CHECK (app.person() IS NOT NULL);
CREATE POLICY web_select ON notices FOR SELECT TO statistik_web USING ("personId" = app.person());
CREATE POLICY web_update ON notices FOR UPDATE TO statistik_web USING ("personId" = app.person());
GRANT SELECT, INSERT, UPDATE ON idempotency_keys TO statistik_web;
CREATE POLICY web_all ON idempotency_keys TO statistik_web USING ("personId" = app.person()) WITH CHECK ("personId" = app.person());

-- The worker: what its jobs need and no more. It can't read passwords, and it can't release.
GRANT SELECT ON organisations, memberships, staff_roles, specifications, questions, offers, checks, releases, delivery_files TO statistik_worker;
GRANT SELECT (id, email, name, status, locale, "mailWanted") ON people TO statistik_worker;
GRANT SELECT, UPDATE ON orders, runs, outbox_messages TO statistik_worker;
GRANT INSERT, UPDATE ON offers TO statistik_worker;
GRANT SELECT, INSERT, UPDATE ON confidential_results, protected_tables TO statistik_worker;
GRANT SELECT, INSERT ON notices, outbox_messages TO statistik_worker;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['organisations', 'people', 'memberships', 'staff_roles', 'specifications', 'questions', 'offers', 'checks', 'releases',
                           'delivery_files', 'orders', 'runs', 'outbox_messages', 'notices', 'confidential_results', 'protected_tables'] LOOP
    EXECUTE format('CREATE POLICY worker_all ON %I TO statistik_worker USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

-- The worker keeps its job queue in a schema of its own, which the job library creates; the web role has no right there.
DO $$
BEGIN
  EXECUTE format('GRANT CREATE ON DATABASE %I TO statistik_worker', current_database());
END $$;

-- The audit log writes its own order, time and hash: no writer can choose them, nobody can change or remove a row.
CREATE FUNCTION app.seal_audit_event() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE last_seq bigint; last_hash text;
BEGIN
  PERFORM pg_advisory_xact_lock(820126);
  SELECT seq, hash INTO last_seq, last_hash FROM audit_events ORDER BY seq DESC LIMIT 1;
  NEW.seq := coalesce(last_seq, 0) + 1;
  NEW."prevHash" := coalesce(last_hash, repeat('0', 64));
  NEW.at := date_trunc('milliseconds', clock_timestamp());
  NEW.hash := app.audit_hash(NEW);
  RETURN NEW;
END $$;

CREATE FUNCTION app.audit_hash(e audit_events) RETURNS text LANGUAGE sql STABLE SET search_path = public, pg_temp
  AS $$ SELECT encode(sha256(convert_to(concat_ws(E'\n', e."prevHash", e.seq::text, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
         e."actorKind", coalesce(e."actorId"::text, '-'), e.type, coalesce(e."orderId"::text, '-'), e.facts::text), 'UTF8')), 'hex') $$;

CREATE TRIGGER audit_events_seal BEFORE INSERT ON audit_events FOR EACH ROW EXECUTE FUNCTION app.seal_audit_event();

CREATE FUNCTION app.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = '42501';
END $$;

CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER audit_events_keep BEFORE TRUNCATE ON audit_events FOR EACH STATEMENT EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER specifications_append_only BEFORE UPDATE OR DELETE ON specifications FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER checks_append_only BEFORE UPDATE OR DELETE ON checks FOR EACH ROW EXECUTE FUNCTION app.refuse_change();
CREATE TRIGGER snapshots_append_only BEFORE UPDATE OR DELETE ON snapshots FOR EACH ROW EXECUTE FUNCTION app.refuse_change();

-- Four eyes, whoever asks and however: persons are compared, not roles.
CREATE FUNCTION app.guard_release() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE o orders%ROWTYPE; t protected_tables%ROWTYPE; r runs%ROWTYPE;
BEGIN
  SELECT * INTO o FROM orders WHERE id = NEW."orderId";
  SELECT * INTO t FROM protected_tables WHERE "runId" = NEW."runId";
  SELECT * INTO r FROM runs WHERE id = NEW."runId";
  IF NEW."checkerId" = NEW."producerId" OR NEW."checkerId" = r."requestedById" THEN
    RAISE EXCEPTION 'the producer of a table cannot release it' USING ERRCODE = '42501';
  END IF;
  IF NEW."producerId" IS DISTINCT FROM o."producerId" THEN
    RAISE EXCEPTION 'the release names another producer than the order' USING ERRCODE = '42501';
  END IF;
  IF NEW."checkerId" = o."requesterId" OR EXISTS (
       SELECT 1 FROM memberships m WHERE m."personId" = NEW."checkerId" AND m."organisationId" = o."organisationId") THEN
    RAISE EXCEPTION 'a member of the ordering organisation cannot release its table' USING ERRCODE = '42501';
  END IF;
  IF EXISTS (SELECT 1 FROM specifications s WHERE s."orderId" = NEW."orderId" AND s."authorId" = NEW."checkerId") THEN
    RAISE EXCEPTION 'a person who wrote the specification cannot release the table' USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM staff_roles s JOIN people p ON p.id = s."personId"
                 WHERE s."personId" = NEW."checkerId" AND s.role = 'analyst' AND p.status = 'active') THEN
    RAISE EXCEPTION 'only an analyst can release' USING ERRCODE = '42501';
  END IF;
  IF o."runId" IS DISTINCT FROM NEW."runId" OR t."contentHash" IS DISTINCT FROM NEW."contentHash"
     OR r."specificationVersion" IS DISTINCT FROM o."specificationVersion" THEN
    RAISE EXCEPTION 'the table to release is not the one in force' USING ERRCODE = '42501';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM checks c WHERE c."runId" = NEW."runId" AND c."contentHash" = NEW."contentHash"
                 AND c."checkerId" = NEW."checkerId" AND c.verdict = 'approved') THEN
    RAISE EXCEPTION 'no approved check of these bytes by this person' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER releases_four_eyes BEFORE INSERT ON releases FOR EACH ROW EXECUTE FUNCTION app.guard_release();
ALTER TABLE releases ADD CONSTRAINT releases_persons_differ CHECK ("producerId" <> "checkerId");

-- What a release says never changes; it can only be recalled, once. A released table keeps its bytes.
CREATE FUNCTION app.guard_release_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."recalledAt" IS NOT NULL OR (to_jsonb(NEW) - ARRAY['recalledAt', 'recalledById', 'recallReason'])
     IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['recalledAt', 'recalledById', 'recallReason']) THEN
    RAISE EXCEPTION 'a release is never changed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER releases_fixed BEFORE UPDATE ON releases FOR EACH ROW EXECUTE FUNCTION app.guard_release_change();

CREATE FUNCTION app.guard_released_table() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM releases r WHERE r."runId" = OLD."runId") THEN
    RAISE EXCEPTION 'a released table is never changed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER protected_tables_fixed BEFORE UPDATE ON protected_tables FOR EACH ROW EXECUTE FUNCTION app.guard_released_table();

-- Closed sets and simple truths.
ALTER TABLE people ADD CONSTRAINT people_status CHECK (status IN ('active', 'disabled'));
ALTER TABLE staff_roles ADD CONSTRAINT staff_roles_role CHECK (role IN ('analyst', 'administrator'));
ALTER TABLE organisations ADD CONSTRAINT organisations_class CHECK ("customerClass" IN ('private', 'public', 'nonprofit'));
ALTER TABLE orders ADD CONSTRAINT orders_status CHECK (status IN
  ('draft', 'received', 'clarifying', 'offered', 'accepted', 'producing', 'checking', 'released', 'ended'));
ALTER TABLE orders ADD CONSTRAINT orders_resolution CHECK (
  (status = 'ended') = (resolution IS NOT NULL) AND (resolution IS NULL OR resolution IN
  ('delivered', 'declined', 'referred', 'withdrawn', 'lapsed', 'recalled')));
ALTER TABLE runs ADD CONSTRAINT runs_status CHECK (status IN ('queued', 'running', 'done', 'failed', 'cancelled'));
ALTER TABLE offers ADD CONSTRAINT offers_status CHECK (status IN ('open', 'accepted', 'superseded', 'lapsed'));
ALTER TABLE checks ADD CONSTRAINT checks_verdict CHECK (verdict IN ('approved', 'returned'));
CREATE UNIQUE INDEX offers_one_open ON offers ("orderId") WHERE status = 'open';
CREATE UNIQUE INDEX releases_one_in_force ON releases ("orderId") WHERE "recalledAt" IS NULL;
CREATE UNIQUE INDEX runs_one_live ON runs ("orderId") WHERE status IN ('queued', 'running');
