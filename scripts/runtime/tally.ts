import { existsSync, readFileSync } from 'node:fs'
import { say } from './say.ts'

/** Counts of everything a run of the tests tried. */
export interface Tally {
  passed: number
  failed: number
  skipped: number
}

/** Adds one step that either holds or not, and says so. */
export function countStep(tally: Tally, name: string, ok: boolean, elapsedMs: number, output = ''): void {
  if (ok) tally.passed++
  else tally.failed++
  say(`${ok ? 'ok  ' : 'FAIL'} ${name} (${(elapsedMs / 1000).toFixed(1)} s)`)
  if (!ok && output) console.log(output.slice(-12_000))
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly numFailedTestSuites: number
}

/** Adds the tests of a vitest JSON report. A file that failed before its tests ran counts as one failure. */
export function countVitest(tally: Tally, file: string, ok: boolean): void {
  if (!existsSync(file)) {
    tally.failed++
    return
  }
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
  tally.passed += report.numPassedTests
  tally.failed += report.numFailedTests
  tally.skipped += report.numPendingTests + report.numTodoTests
  if (!ok && report.numFailedTests === 0) tally.failed++
  if (report.numPassedTests + report.numFailedTests === 0) tally.failed++
}

interface PlaywrightReport {
  readonly stats: { readonly expected: number; readonly unexpected: number; readonly flaky: number; readonly skipped: number }
}

/** Adds the tests of a Playwright JSON report. A flaky test counts as failed. */
export function countPlaywright(tally: Tally, file: string, ok: boolean): void {
  if (!existsSync(file)) {
    tally.failed++
    return
  }
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as PlaywrightReport
  tally.passed += stats.expected
  tally.failed += stats.unexpected + stats.flaky
  tally.skipped += stats.skipped
  if (!ok && stats.unexpected + stats.flaky === 0) tally.failed++
  if (stats.expected + stats.unexpected + stats.flaky === 0) tally.failed++
}

/** The closing line of a run. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
