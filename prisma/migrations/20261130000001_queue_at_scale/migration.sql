-- The queue with 100 000 orders: a page is read from an index in the order it is shown in, a search finds its orders by their trigrams,
-- and a count stops where the reader no longer cares.
--
-- Under row-level security an operator that might leak what it compares is never used on an index: PostgreSQL must apply the policy to a
-- row before such an operator sees it, so a search would read every order. Staff may see every order past its draft; so the ids of a page
-- are found by a function that asks who is there once and then looks freely. Only ids leave it; the rows are read under the policies.

CREATE EXTENSION IF NOT EXISTS pg_trgm;

ALTER TABLE "orders" ADD COLUMN "searchText" TEXT NOT NULL DEFAULT '';

-- Words in small letters with one space before each. What is searched for is made alike, so that marks and hyphens never matter.
CREATE FUNCTION app.search_text(words text) RETURNS text LANGUAGE sql IMMUTABLE
  AS $$ SELECT ' ' || btrim(regexp_replace(lower(words), '[^[:alnum:]]+', ' ', 'g')) $$;

-- The text follows number, title and customer whoever writes them; nobody writes it herself.
CREATE FUNCTION app.keep_search_text() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW."searchText" := app.search_text(concat_ws(' ', NEW.number, NEW.title,
    (SELECT o.name FROM organisations o WHERE o.id = NEW."organisationId")));
  RETURN NEW;
END $$;
CREATE TRIGGER orders_search_text BEFORE INSERT OR UPDATE OF number, title, "organisationId", "searchText" ON orders
  FOR EACH ROW EXECUTE FUNCTION app.keep_search_text();

CREATE FUNCTION app.keep_customer_search_text() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE orders SET "searchText" = '' WHERE "organisationId" = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER organisations_search_text AFTER UPDATE OF name ON organisations
  FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION app.keep_customer_search_text();

UPDATE orders SET "searchText" = '';

-- Without a list of pending entries, which every search would read through until somebody tidies up; orders are written seldom.
CREATE INDEX "orders_searchText_idx" ON "orders" USING GIN ("searchText" gin_trgm_ops) WITH (fastupdate = off);

-- One index for each order a page can be shown in; open cases, which are few, have their own. A case without a due day comes last.
CREATE INDEX orders_by_due ON orders ((coalesce("dueOn", 'infinity'::date)), number);
CREATE INDEX orders_open_by_due ON orders ((coalesce("dueOn", 'infinity'::date)), number)
  WHERE status IN ('received', 'clarifying', 'offered', 'accepted', 'producing', 'checking');
CREATE INDEX orders_open_by_change ON orders ("statusChangedAt", number)
  WHERE status IN ('received', 'clarifying', 'offered', 'accepted', 'producing', 'checking');
CREATE INDEX orders_open_by_number ON orders (number)
  WHERE status IN ('received', 'clarifying', 'offered', 'accepted', 'producing', 'checking');
CREATE INDEX orders_open_by_analyst ON orders ("analystId")
  WHERE status IN ('received', 'clarifying', 'offered', 'accepted', 'producing', 'checking');

-- The statement that finds what is asked for. Every value is quoted; which columns there are is written here. `asked`:
--   statuses [text], personId, unassigned, dueBefore (day), words (text), sort (due | changed | number), descending,
--   after { key, number } (the last row of the page before), take, counting, common.
-- Under row-level security the planner has no figures of how often a word occurs, so it is told: `common` words are met while walking
-- along the order of the page; the few cases of others are found first and then ordered.
CREATE FUNCTION app.queue_statement(asked jsonb) RETURNS text LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  sorted text := coalesce(asked->>'sort', 'due');
  key text := CASE sorted WHEN 'changed' THEN '"statusChangedAt"' WHEN 'number' THEN 'number'
                          ELSE 'coalesce("dueOn", ''infinity''::date)' END;
  kind text := CASE sorted WHEN 'changed' THEN 'timestamptz' WHEN 'number' THEN 'text' ELSE 'date' END;
  is_down boolean := coalesce((asked->>'descending')::boolean, false);
  is_count boolean := coalesce((asked->>'counting')::boolean, false);
  is_common boolean := coalesce((asked->>'common')::boolean, false);
  words text := btrim(app.search_text(coalesce(asked->>'words', '')));
  way text := CASE WHEN is_down THEN ' DESC' ELSE '' END;
  wanted text;
  word text;
BEGIN
  SELECT format('status IN (%s)', string_agg(quote_literal(status), ', ')) INTO wanted
    FROM jsonb_array_elements_text(asked->'statuses') AS status WHERE status <> 'draft';
  IF wanted IS NULL THEN RETURN 'SELECT id FROM orders WHERE false'; END IF;
  IF asked->>'personId' IS NOT NULL THEN
    wanted := wanted || format(' AND ("analystId" = %1$L::uuid OR "producerId" = %1$L::uuid OR "checkerId" = %1$L::uuid)',
                               asked->>'personId');
  END IF;
  IF (asked->>'unassigned')::boolean THEN wanted := wanted || ' AND "analystId" IS NULL'; END IF;
  IF asked->>'dueBefore' IS NOT NULL THEN
    wanted := wanted || format(' AND coalesce("dueOn", ''infinity''::date) < %L::date', asked->>'dueBefore');
  END IF;
  -- A word of one or two letters is looked for where words begin: shorter pieces have no trigrams.
  FOREACH word IN ARRAY string_to_array(words, ' ') LOOP
    wanted := wanted || format(CASE WHEN is_common THEN ' AND CASE WHEN "searchText" LIKE %L THEN true ELSE false END'
                                        ELSE ' AND "searchText" LIKE %L' END,
                               CASE WHEN length(word) < 3 THEN '% ' ELSE '%' END || word || '%');
  END LOOP;
  IF is_count THEN RETURN format('SELECT id FROM orders WHERE %s LIMIT %s', wanted, (asked->>'take')::int); END IF;
  IF asked->'after' ? 'number' THEN
    wanted := wanted || format(' AND (%s, number) %s (%L::%s, %L)', key, CASE WHEN is_down THEN '<' ELSE '>' END,
                               CASE sorted WHEN 'number' THEN asked->'after'->>'number' ELSE asked->'after'->>'key' END, kind,
                               asked->'after'->>'number');
  END IF;
  IF words = '' OR is_common THEN
    RETURN format('SELECT id FROM orders WHERE %s ORDER BY %s, number%s LIMIT %s', wanted, key || way, way, (asked->>'take')::int);
  END IF;
  RETURN format('WITH found AS MATERIALIZED (SELECT id, %s AS key, number FROM orders WHERE %s) SELECT id FROM found ORDER BY key%s, number%s LIMIT %s',
                key, wanted, way, way, (asked->>'take')::int);
END $$;

-- Ids of the page that is asked for, in its order; nothing for anybody but staff. A statement that would read every order is never
-- worth its while here, however stale the figures are that the planner goes by.
CREATE FUNCTION app.queue_page(asked jsonb) RETURNS SETOF uuid LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off AS $$
BEGIN
  IF NOT app.is_staff() THEN RETURN; END IF;
  RETURN QUERY EXECUTE app.queue_statement(asked);
END $$;

-- How many there are of what is asked for, up to `take`.
CREATE FUNCTION app.queue_count(asked jsonb) RETURNS int LANGUAGE plpgsql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off AS $$
DECLARE found int;
BEGIN
  IF NOT app.is_staff() THEN RETURN 0; END IF;
  EXECUTE format('SELECT count(*) FROM (%s) AS found', app.queue_statement(asked || '{"counting": true}')) INTO found;
  RETURN found;
END $$;

-- How many open cases each analyst has; nothing for anybody but staff.
CREATE FUNCTION app.open_cases() RETURNS TABLE (person uuid, open int) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = public, pg_temp SET enable_seqscan = off SET jit = off AS $$
  SELECT "analystId", count(*)::int FROM orders
  WHERE status IN ('received', 'clarifying', 'offered', 'accepted', 'producing', 'checking') AND "analystId" IS NOT NULL
    AND (SELECT app.is_staff())
  GROUP BY "analystId" $$;

REVOKE ALL ON FUNCTION app.queue_page(jsonb), app.queue_count(jsonb), app.open_cases() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.queue_page(jsonb), app.queue_count(jsonb), app.open_cases() TO statistik_web;
