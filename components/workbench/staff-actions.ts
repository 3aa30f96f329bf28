import type { FormAction } from '#lib/web/form-state.ts'

/** The server actions behind the workbench's forms. */
export type StaffActions = Readonly<
  Record<
    | 'claim'
    | 'assign'
    | 'ask'
    | 'propose'
    | 'retract'
    | 'triage'
    | 'refer'
    | 'decline'
    | 'offer'
    | 'start'
    | 'run'
    | 'cancel'
    | 'sendToCheck'
    | 'takeCheck'
    | 'approve'
    | 'sendBack'
    | 'release'
    | 'recall'
    | 'remake',
    FormAction
  >
>
