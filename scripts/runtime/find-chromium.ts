import { existsSync } from 'node:fs'
import { runStep } from './run-step.ts'
import { say } from './say.ts'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The browser of this machine. Installs Debian's when there is none and the rights allow it; null when that fails too. */
export async function findChromium(): Promise<string | null> {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? named : null
  const found = PLACES.find((place) => existsSync(place))
  if (found) return found
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null
  say('no browser found; installing chromium ...')
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  await runStep('apt-get', ['update', '-qq'], { env })
  const installed = await runStep('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env })
  if (!installed.ok) say(`chromium could not be installed: ${installed.output.trim().split('\n').at(-1)}`)
  return PLACES.find((place) => existsSync(place)) ?? null
}
