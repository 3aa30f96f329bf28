import pino from 'pino'
import { env } from '#lib/platform/env.ts'

let logger: pino.Logger | undefined

/** The process's structured log. Ids and decisions only: never table contents, free text or tokens. */
export function log(): pino.Logger {
  logger ??= pino({ level: env().LOG_LEVEL, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime })
  return logger
}
