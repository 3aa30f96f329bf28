import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createTransport } from 'nodemailer'
import { env } from '#lib/platform/env.ts'

export interface Mail {
  /** Unique per message; makes a repeated delivery recognisable. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
}

export type SendMail = (mail: Mail) => Promise<void>

/** The sender in force: SMTP when `SMTP_URL` is set, otherwise one file per message in the mail folder. */
export function mailSender(): SendMail {
  const { SMTP_URL, MAIL_FROM, STATISTIK_MAIL_DIR } = env()
  if (SMTP_URL) {
    const transport = createTransport(SMTP_URL)
    return async ({ id, ...mail }) => {
      await transport.sendMail({ ...mail, from: MAIL_FROM, messageId: `<${id}@statistikservice>` })
    }
  }
  const transport = createTransport({ streamTransport: true, buffer: true })
  return async ({ id, ...mail }) => {
    const made = await transport.sendMail({ ...mail, from: MAIL_FROM, messageId: `<${id}@statistikservice>` })
    await mkdir(STATISTIK_MAIL_DIR, { recursive: true, mode: 0o700 })
    const file = path.join(STATISTIK_MAIL_DIR, `${id}.eml`)
    await writeFile(`${file}.part`, made.message as Buffer, { mode: 0o600 })
    await rename(`${file}.part`, file)
  }
}
