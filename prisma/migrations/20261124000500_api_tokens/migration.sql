-- Personal tokens for programs: only their hash is kept; a token has a person's rights in one organisation, and never more.

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "organisationId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "scopes" TEXT[],
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_hash_key" ON "api_tokens"("hash");

-- CreateIndex
CREATE INDEX "api_tokens_personId_idx" ON "api_tokens"("personId");

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_personId_fkey" FOREIGN KEY ("personId") REFERENCES "people"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_scopes CHECK (scopes <@ ARRAY['orders:read', 'orders:write', 'deliveries:read'] AND cardinality(scopes) > 0);
ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_year CHECK ("expiresAt" <= "createdAt" + interval '367 days');

ALTER TABLE "api_tokens" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "api_tokens" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON api_tokens TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT ON api_tokens TO statistik_web;
GRANT UPDATE ("lastUsedAt", "revokedAt") ON api_tokens TO statistik_web;
CREATE POLICY web_select ON api_tokens FOR SELECT TO statistik_web USING ("personId" = app.person() OR app.purpose() = 'token');
CREATE POLICY web_insert ON api_tokens FOR INSERT TO statistik_web
  WITH CHECK ("personId" = app.person() AND "organisationId" IN (SELECT app.my_organisations()) AND "revokedAt" IS NULL);
-- A revoked token stays revoked.
CREATE POLICY web_update ON api_tokens FOR UPDATE TO statistik_web
  USING (("personId" = app.person() OR app.purpose() = 'token') AND "revokedAt" IS NULL)
  WITH CHECK ("personId" = app.person() OR (app.purpose() = 'token' AND "revokedAt" IS NULL));
