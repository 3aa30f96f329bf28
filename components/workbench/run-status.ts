export const RUN_STATUSES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const
export type RunStatus = (typeof RUN_STATUSES)[number]

export const RUN_PHASES = ['queued', 'tabulating', 'protecting', 'auditing', 'done', 'failed', 'cancelled'] as const

/** A stored run status as one of those known; anything else counts as failed. */
export function runStatusOf(status: string): RunStatus {
  return RUN_STATUSES.find((each) => each === status) ?? 'failed'
}

/** Where a run stands: what the page shows of it while it lasts. Nothing of its figures. */
export interface RunStanding {
  readonly status: string
  readonly phase: string
  /** 0 to 1 within the phase. */
  readonly progress: number
}
