'use client'

import type { ComponentProps } from 'react'
import { ChoiceGroup } from './choice-group.tsx'

/** Any number of several choices. */
export function CheckboxGroup(props: Omit<ComponentProps<typeof ChoiceGroup>, 'kind'>) {
  return <ChoiceGroup {...props} kind="checkbox" />
}
