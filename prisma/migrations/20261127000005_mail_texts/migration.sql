-- What mails say where an administrator chose other words than the service's own.

-- CreateTable
CREATE TABLE "mail_texts" (
    "kind" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "updatedById" UUID NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "mail_texts_pkey" PRIMARY KEY ("kind","locale")
);

ALTER TABLE mail_texts ADD CONSTRAINT mail_texts_locale CHECK (locale IN ('da', 'en'));
ALTER TABLE mail_texts ADD CONSTRAINT mail_texts_words CHECK (subject LIKE '%{number}%' AND body LIKE '%{link}%' AND subject !~ '[\r\n]');

ALTER TABLE "mail_texts" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "mail_texts" FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  EXECUTE format('CREATE POLICY owner_all ON mail_texts TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON mail_texts TO statistik_web;
GRANT SELECT ON mail_texts TO statistik_worker;
CREATE POLICY web_select ON mail_texts FOR SELECT TO statistik_web USING (app.is_staff());
CREATE POLICY web_insert ON mail_texts FOR INSERT TO statistik_web WITH CHECK (app.has_role('administrator') AND "updatedById" = app.person());
CREATE POLICY web_update ON mail_texts FOR UPDATE TO statistik_web USING (app.has_role('administrator')) WITH CHECK ("updatedById" = app.person());
CREATE POLICY web_delete ON mail_texts FOR DELETE TO statistik_web USING (app.has_role('administrator'));
CREATE POLICY worker_select ON mail_texts FOR SELECT TO statistik_worker USING (true);
