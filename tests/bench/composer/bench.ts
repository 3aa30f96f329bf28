import fs from 'node:fs'
import os from 'node:os'

const PEOPLE = Number(process.env.COMPOSER_BENCH_PEOPLE ?? 20)
const ANSWERS = Number(process.env.COMPOSER_BENCH_ANSWERS ?? 15)
/** How long a person looks at one answer before the next change; half as long to half as long again, by a fixed sequence. */
const THINK_MS = Number(process.env.COMPOSER_BENCH_THINK_MS ?? 4_000)
const RUN_FILE = '.data/run.json'

const BASE = 'measure=persons&fromYear=2021&toYear=2023'
/** What people do to a table, one change after the other: each is asked for as the composer asks for it. */
const CHANGES = [
  `register=lpr&title=Diabetes&${BASE}&row1=age.age5&column1=sex.sex&filter_diagnosis=E10-E14`,
  `register=lpr&title=Diabetes&${BASE}&row1=age.age5&column1=sex.sex&column2=year.year&filter_diagnosis=E10-E14`,
  `register=lpr&title=Kommuner&${BASE}&row1=municipality.kommune&column1=sex.sex`,
  `register=lpr&title=Kommuner&${BASE}&row1=municipality.kommune&row1parents=on&column1=age.age10&column2=sex.sex`,
  `register=lpr&title=Blokke&${BASE}&row1=diagnosis.block&column1=age.age10&column2=sex.sex`,
  'register=diabetes&title=Alder&measure=persons&fromYear=1995&toYear=2009&row1=inclusion_age.age5&column1=inclusion_year.year',
]

/**
 * How long the composer takes to answer a change - shell, forecast, price, date and advice - alone and with twenty people at work, each
 * pausing between changes. Asks a running service (`npm start`) as the demo requester, from another process than the one measured.
 */
export async function bench(): Promise<void> {
  const origin = process.env.COMPOSER_BENCH_URL ?? runningService()
  if (origin === null) {
    console.log(
      'Nothing measured: the composer is measured on a running service. Start it with `npm start`, or name it in COMPOSER_BENCH_URL.',
    )
    return
  }
  const cookie = await signIn(origin)
  for (const change of CHANGES) await answerMs(origin, cookie, change)
  const alone = await people(1, origin, cookie)
  const together = await people(PEOPLE, origin, cookie)
  const load = os.loadavg()[0]?.toFixed(1)
  console.log(
    `${os.cpus().length} processors (${os.cpus()[0]?.model}), load ${load}; ${THINK_MS} ms between changes of one person`,
  )
  console.log('| people at work | answers | p50 ms | p95 ms | most ms |\n|---:|---:|---:|---:|---:|')
  for (const [count, times] of [[1, alone] as const, [PEOPLE, together] as const]) {
    console.log(`| ${count} | ${times.length} | ${quantile(times, 0.5)} | ${quantile(times, 0.95)} | ${quantile(times, 1)} |`)
  }
  console.log(`twenty people over one: p50 ${ratio(together, alone, 0.5)}, p95 ${ratio(together, alone, 0.95)}`)
}

async function people(count: number, origin: string, cookie: string): Promise<number[]> {
  const all = await Promise.all(
    Array.from({ length: count }, async (_, person) => {
      const times: number[] = []
      for (let k = 0; k < ANSWERS; k++) {
        await new Promise((resolve) => setTimeout(resolve, THINK_MS * (0.5 + ((person * 7 + k * 13) % 20) / 20)))
        times.push(await answerMs(origin, cookie, CHANGES[(person + k) % CHANGES.length] ?? ''))
      }
      return times
    }),
  )
  return all.flat()
}

/** The whole page a change asks for, as the browser's router fetches it. Fails on anything but a table with its forecast. */
async function answerMs(origin: string, cookie: string, change: string): Promise<number> {
  const startedAt = performance.now()
  const response = await fetch(`${origin}/ny?${change}&_rsc`, { headers: { cookie, rsc: '1' }, redirect: 'manual' })
  const text = await response.text()
  const elapsedMs = performance.now() - startedAt
  if (response.status !== 200 || !text.includes('st-sum-total'))
    throw new Error(`no price in the answer (${response.status}) to ${change}`)
  return elapsedMs
}

function runningService(): string | null {
  try {
    return String(JSON.parse(fs.readFileSync(RUN_FILE, 'utf8')).url)
  } catch {
    return null
  }
}

async function signIn(origin: string): Promise<string> {
  const asked = await fetch(`${origin}/api/auth/csrf`)
  const { csrfToken } = (await asked.json()) as { csrfToken: string }
  const body = new URLSearchParams({ csrfToken, email: 'rekvirent@example.dk', password: 'vis-mig-tabellen', json: 'true' })
  const signedIn = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: 'POST',
    headers: { origin, cookie: cookiesOf(asked) },
    body,
    redirect: 'manual',
  })
  const cookie = cookiesOf(signedIn)
  if (!cookie.includes('session-token')) throw new Error(`the demo requester could not sign in (${signedIn.status})`)
  return cookie
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ')
}

function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
}

function quantile(times: readonly number[], share: number): string {
  return at(times, share).toFixed(0)
}

function ratio(over: readonly number[], under: readonly number[], share: number): string {
  return (at(over, share) / at(under, share)).toFixed(1)
}
