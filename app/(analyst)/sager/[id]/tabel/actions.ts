'use server'

import { askAlternatives as askCommand } from '#lib/production/alternatives/commands.ts'
import { requestRun } from '#lib/production/commands.ts'
import { action } from '#lib/web/action.ts'
import { alternativesForm, choicesForm } from '#lib/web/run-forms.ts'

export const askAlternatives = action(
  alternativesForm,
  askCommand,
  ({ orderId }) => `/sager/${orderId}/tabel?besked=alternatives-asked#alternativer`,
)
export const runWith = action(choicesForm, requestRun, ({ orderId }) => `/sager/${orderId}?besked=run-requested#koersler`)
