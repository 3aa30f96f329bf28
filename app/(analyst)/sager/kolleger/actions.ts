'use server'

import { endAbsence, handOnCases, registerAbsence } from '#lib/orders/absence/commands.ts'
import { absenceForm, endAbsenceForm, handOnForm } from '#lib/web/absence-forms.ts'
import { action } from '#lib/web/action.ts'

const back = (message: string) => `/sager/kolleger?besked=${message}`

export const register = action(absenceForm, registerAbsence, () => back('absence-registered'))
export const end = action(endAbsenceForm, endAbsence, () => back('absence-ended'))
export const handOn = action(handOnForm, handOnCases, ({ refused }) => back(refused > 0 ? 'assigned-some' : 'assigned-all'))
