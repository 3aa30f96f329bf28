-- Texts that analysts put into questions, offers and decisions. Every change is a version; nothing is written over.

-- CreateTable
CREATE TABLE "canned_texts" (
    "textId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "purpose" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "da" TEXT NOT NULL,
    "en" TEXT NOT NULL,
    "retired" BOOLEAN NOT NULL DEFAULT false,
    "authorId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "canned_texts_pkey" PRIMARY KEY ("textId","version")
);

ALTER TABLE canned_texts ADD CONSTRAINT canned_texts_purpose CHECK (purpose IN ('question', 'offer', 'decline', 'appeal'));
ALTER TABLE canned_texts ADD CONSTRAINT canned_texts_words CHECK (
  version >= 1 AND length(trim(name)) >= 2 AND length(name) <= 100 AND length(trim(da)) >= 3 AND length(trim(en)) >= 3
  AND length(da) <= 4000 AND length(en) <= 4000);
CREATE TRIGGER canned_texts_append_only BEFORE UPDATE OR DELETE ON canned_texts FOR EACH ROW EXECUTE FUNCTION app.refuse_change();

ALTER TABLE "canned_texts" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "canned_texts" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON canned_texts TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT ON canned_texts TO statistik_web;
CREATE POLICY web_select ON canned_texts FOR SELECT TO statistik_web USING (app.is_staff());
CREATE POLICY web_insert ON canned_texts FOR INSERT TO statistik_web
  WITH CHECK (app.has_role('administrator') AND "authorId" = app.person());
