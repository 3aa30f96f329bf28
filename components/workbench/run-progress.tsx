'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { ProgressBar } from '#components/ui/progress-bar.tsx'

interface Step {
  readonly phase: string
  readonly progress: number
}

const ASK_MS = 700

/** How far a run is, asked for again and again until it ends; then the page is read anew. Without scripts the page says where it stood. */
export function RunProgress({
  orderId,
  runId,
  label,
  phases,
  first,
}: {
  orderId: string
  runId: string
  label: string
  phases: Readonly<Record<string, string>>
  first: Step
}) {
  const router = useRouter()
  const [step, setStep] = useState<Step>(first)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let gone = false
    const ask = async () => {
      const answer = await fetch(`/sager/${orderId}/koersel?run=${runId}`, { cache: 'no-store' }).catch(() => null)
      if (gone) return
      const now = answer?.ok ? ((await answer.json()) as Step & { status: string }) : null
      if (now && now.status !== 'queued' && now.status !== 'running') return router.refresh()
      if (now) setStep(now)
      timer = setTimeout(ask, ASK_MS)
    }
    timer = setTimeout(ask, ASK_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [orderId, runId, router])
  return (
    <ProgressBar label={label} share={step.phase === 'queued' ? null : step.progress} text={phases[step.phase] ?? step.phase} />
  )
}
