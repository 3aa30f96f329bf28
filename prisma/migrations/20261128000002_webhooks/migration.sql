-- Webhooks: an organisation's own programs are told of its orders' changes. And rate limits counted for all web processes together.

-- CreateTable
CREATE TABLE "webhooks" (
    "id" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "createdById" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "endedBy" TEXT,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" UUID NOT NULL,
    "webhookId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "orderId" UUID,
    "body" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" INTEGER,
    "reason" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deliveredAt" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_counters" (
    "key" TEXT NOT NULL,
    "startAt" TIMESTAMPTZ(3) NOT NULL,
    "points" INTEGER NOT NULL,

    CONSTRAINT "rate_counters_pkey" PRIMARY KEY ("key","startAt")
);

-- CreateIndex
CREATE INDEX "webhooks_organisationId_idx" ON "webhooks"("organisationId");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_key_key" ON "webhook_deliveries"("key");

-- CreateIndex
CREATE INDEX "webhook_deliveries_status_nextAttemptAt_idx" ON "webhook_deliveries"("status", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "webhook_deliveries_webhookId_createdAt_idx" ON "webhook_deliveries"("webhookId", "createdAt");

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhookId_fkey" FOREIGN KEY ("webhookId") REFERENCES "webhooks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE webhook_deliveries ADD CONSTRAINT webhook_deliveries_status CHECK (status IN ('waiting', 'delivered', 'failed'));
ALTER TABLE webhooks ADD CONSTRAINT webhooks_ended CHECK (("endedAt" IS NULL) = ("endedBy" IS NULL));

ALTER TABLE "webhooks" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "webhooks" FORCE ROW LEVEL SECURITY;
ALTER TABLE "webhook_deliveries" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "webhook_deliveries" FORCE ROW LEVEL SECURITY;
ALTER TABLE "rate_counters" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rate_counters" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON webhooks TO %I USING (true) WITH CHECK (true)', current_user);
  EXECUTE format('CREATE POLICY owner_all ON webhook_deliveries TO %I USING (true) WITH CHECK (true)', current_user);
  EXECUTE format('CREATE POLICY owner_all ON rate_counters TO %I USING (true) WITH CHECK (true)', current_user);
END $$;

-- The web process writes a secret and never reads one.
GRANT INSERT ON webhooks TO statistik_web;
GRANT SELECT (id, "organisationId", "createdById", url, "createdAt", "endedAt", "endedBy") ON webhooks TO statistik_web;
GRANT UPDATE ("endedAt", "endedBy") ON webhooks TO statistik_web;
CREATE POLICY web_select ON webhooks FOR SELECT TO statistik_web USING ("organisationId" IN (SELECT app.my_organisations()));
CREATE POLICY web_insert ON webhooks FOR INSERT TO statistik_web
  WITH CHECK ("createdById" = app.person() AND "organisationId" IN (SELECT app.my_organisations()) AND "endedAt" IS NULL);
CREATE POLICY web_update ON webhooks FOR UPDATE TO statistik_web
  USING ("organisationId" IN (SELECT app.my_organisations()) AND "endedAt" IS NULL) WITH CHECK ("endedBy" = 'person');
GRANT SELECT ON webhooks TO statistik_worker;
GRANT UPDATE ("endedAt", "endedBy") ON webhooks TO statistik_worker;
CREATE POLICY worker_select ON webhooks FOR SELECT TO statistik_worker USING (true);
CREATE POLICY worker_update ON webhooks FOR UPDATE TO statistik_worker USING (true) WITH CHECK ("endedBy" = 'gone');

GRANT SELECT, INSERT ON webhook_deliveries TO statistik_web;
GRANT UPDATE (status, attempts, "nextAttemptAt") ON webhook_deliveries TO statistik_web;
CREATE POLICY web_own ON webhook_deliveries TO statistik_web
  USING (EXISTS (SELECT 1 FROM webhooks w WHERE w.id = "webhookId" AND w."organisationId" IN (SELECT app.my_organisations())))
  WITH CHECK (status = 'waiting' AND attempts = 0
    AND EXISTS (SELECT 1 FROM webhooks w WHERE w.id = "webhookId" AND w."endedAt" IS NULL AND w."organisationId" IN (SELECT app.my_organisations())));
GRANT SELECT, INSERT, UPDATE, DELETE ON webhook_deliveries TO statistik_worker;
CREATE POLICY worker_all ON webhook_deliveries TO statistik_worker USING (true) WITH CHECK (true);

-- Nobody reads or writes the counters but by these two.
CREATE FUNCTION app.take_point(caller text, seconds integer) RETURNS TABLE (points integer, "leftMs" integer)
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ WITH span AS (SELECT to_timestamp(floor(extract(epoch FROM clock_timestamp()) / seconds) * seconds) AS start),
      taken AS (INSERT INTO rate_counters AS c (key, "startAt", points) SELECT caller, span.start, 1 FROM span
        ON CONFLICT (key, "startAt") DO UPDATE SET points = c.points + 1 RETURNING c.points)
    SELECT taken.points, ceil(1000 * extract(epoch FROM span.start + make_interval(secs => seconds) - clock_timestamp()))::integer
      FROM taken, span $$;
CREATE FUNCTION app.forget_points() RETURNS integer LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
  AS $$ WITH gone AS (DELETE FROM rate_counters WHERE "startAt" < now() - interval '1 day' RETURNING 1) SELECT count(*)::integer FROM gone $$;
REVOKE ALL ON FUNCTION app.take_point(text, integer), app.forget_points() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.take_point(text, integer) TO statistik_web;
GRANT EXECUTE ON FUNCTION app.forget_points() TO statistik_worker;
