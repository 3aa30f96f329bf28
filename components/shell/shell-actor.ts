/** What the frame around every page needs to know of the signed-in person. */
export interface ShellActor {
  readonly name: string
  readonly isAnalyst: boolean
  readonly isAdministrator: boolean
  readonly isMember: boolean
  readonly organisation: { readonly id: string; readonly name: string } | null
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
  readonly unreadNotices: number
}
