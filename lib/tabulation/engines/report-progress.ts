import type { DuckDBConnection } from '@duckdb/node-api'

const REPORT_EVERY_MS = 100

/** Tells the share of rows that the engine has read, several times a second and never falling. Returns the way to stop. */
export function reportProgress(connection: DuckDBConnection, onProgress: ((share: number) => void) | undefined): () => void {
  if (!onProgress) return () => {}
  let told = 0
  const timer = setInterval(() => {
    const share = Math.min(0.99, connection.progress.percentage / 100)
    if (share <= told) return
    told = share
    onProgress(share)
  }, REPORT_EVERY_MS)
  return () => clearInterval(timer)
}
