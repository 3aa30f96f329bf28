import { createHash } from 'node:crypto'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Wrong passwords allowed per account within a quarter of an hour, and for the whole process. */
const perAccount = new RateLimiterMemory({ points: 8, duration: 15 * 60 })
const perProcess = new RateLimiterMemory({ points: 300, duration: 15 * 60 })

function keyOf(email: string): string {
  return createHash('sha256').update(email.trim().toLowerCase()).digest('hex')
}

/** Whether another attempt for this account is allowed now. Only wrong attempts count. */
export async function mayTrySignIn(email: string): Promise<boolean> {
  const [account, all] = await Promise.all([perAccount.get(keyOf(email)), perProcess.get('all')])
  return (account === null || account.remainingPoints > 0) && (all === null || all.remainingPoints > 0)
}

/** Counts a wrong password. */
export async function noteWrongSignIn(email: string): Promise<void> {
  await Promise.all([perAccount.consume(keyOf(email)), perProcess.consume('all')]).catch((error: unknown) => {
    if (!(error instanceof RateLimiterRes)) throw error
  })
}
