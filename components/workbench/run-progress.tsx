'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { ProgressBar } from '#components/ui/progress-bar.tsx'
import type { RunStanding } from './run-status.ts'

const POLL_MS = 1000

/** A run under way: asks every second where it stands, and renews the page when it is over. */
export function RunProgress({
  address,
  start,
  label,
  phases,
}: {
  address: string
  start: RunStanding
  label: string
  /** The phases in words. */
  phases: Readonly<Record<string, string>>
}) {
  const [standing, setStanding] = useState(start)
  const router = useRouter()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let isGone = false
    const ask = async () => {
      const next = await askStanding(address)
      if (isGone) return
      if (next) setStanding(next)
      if (next && next.status !== 'queued' && next.status !== 'running') router.refresh()
      else timer = setTimeout(() => void ask(), POLL_MS)
    }
    timer = setTimeout(() => void ask(), POLL_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [address, router])
  const isWaiting = standing.status === 'queued'
  return (
    <div role="status">
      <ProgressBar
        label={label}
        share={isWaiting ? null : standing.progress}
        text={phases[isWaiting ? 'queued' : standing.phase] ?? ''}
      />
    </div>
  )
}

/** Null when the answer did not come; the next second asks again. */
async function askStanding(address: string): Promise<RunStanding | null> {
  try {
    const answer = await fetch(address, { cache: 'no-store' })
    return answer.ok ? ((await answer.json()) as RunStanding) : null
  } catch {
    return null
  }
}
