import { z } from 'zod'

const text = z.string().min(1)

const schema = z.object({
  /** The web role's connection. The worker process has its own and never this one. */
  DATABASE_URL: text.optional(),
  WORKER_DATABASE_URL: text.optional(),
  /** Public origin of the service; the only origin a changing request may come from. */
  NEXTAUTH_URL: z.url().default('http://localhost:3000'),
  NEXTAUTH_SECRET: text.optional(),
  /** Delivery files. */
  STATISTIK_DATA_DIR: text.default('.data/storage'),
  /** Register files; set in the worker process alone. */
  STATISTIK_REGISTERS_DIR: text.optional(),
  /** A ClickHouse cluster that holds the registers, and the role that may read them; the worker's alone. */
  CLICKHOUSE_URL: z.url().optional(),
  CLICKHOUSE_USER: text.optional(),
  CLICKHOUSE_PASSWORD: z.string().optional(),
  STATISTIK_MAIL_DIR: text.default('.data/mail'),
  /** Where the worker writes the end of the audit log down, outside the database; best on another machine's disk. */
  STATISTIK_LOG_HEADS_DIR: text.default('.data/log-heads'),
  SMTP_URL: text.optional(),
  /** Where webhooks may lead: only to public addresses over https, or anywhere, for tests and closed networks. */
  STATISTIK_WEBHOOK_TARGETS: z.enum(['public', 'any']).default('public'),
  MAIL_FROM: text.default('Statistikservice <statistik@example.dk>'),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: text.optional(),
  OIDC_CLIENT_SECRET: text.optional(),
  /** Whether password accounts exist: the embedded demo and tests; off in production. */
  STATISTIK_DEMO_ACCOUNTS: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export type Env = z.infer<typeof schema>

let parsed: Env | undefined

/** The process's settings, checked once. Throws in words when one is malformed. */
export function env(): Env {
  if (!parsed) {
    const result = schema.safeParse(process.env)
    if (!result.success) throw new Error(`settings of the environment are wrong: ${z.prettifyError(result.error)}`)
    parsed = result.data
  }
  return parsed
}
