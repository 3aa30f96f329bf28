'use client'

import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** False in the page as it is sent, true once its scripts have started: what works without them is put away then. */
export function useHasScripts(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
}
