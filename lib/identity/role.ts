/** Staff roles. A requester needs none: she acts through her membership of an organisation. */
export const STAFF_ROLES = ['analyst', 'administrator'] as const
export type StaffRole = (typeof STAFF_ROLES)[number]

/** Narrows a stored word to a staff role. */
export function isStaffRole(word: string): word is StaffRole {
  return (STAFF_ROLES as readonly string[]).includes(word)
}
