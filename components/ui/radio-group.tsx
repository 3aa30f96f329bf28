'use client'

import type { ComponentProps } from 'react'
import { ChoiceGroup } from './choice-group.tsx'

/** One of several choices, all in sight. */
export function RadioGroup(props: Omit<ComponentProps<typeof ChoiceGroup>, 'kind'>) {
  return <ChoiceGroup {...props} kind="radio" />
}
