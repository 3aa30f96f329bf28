'use server'

import { assignOrder } from '#lib/orders/assign/commands.ts'
import { offerOrder } from '#lib/orders/commands/offer.ts'
import { claimOrder, referOrder } from '#lib/orders/commands/triage.ts'
import { registerTime, takeTimeBack } from '#lib/orders/hours/commands.ts'
import { addNote } from '#lib/orders/notes/commands.ts'
import { proposeChange, retractChange } from '#lib/orders/proposals/commands.ts'
import { askRequester } from '#lib/orders/questions/commands.ts'
import { declineOrder, triageOrder } from '#lib/orders/triage/commands.ts'
import { cancelRun, requestRun, startProduction, submitForCheck } from '#lib/production/commands.ts'
import { approveTable, claimCheck, recallDelivery, remakeDelivery, returnTable, signOff } from '#lib/release/commands.ts'
import { action } from '#lib/web/action.ts'
import { checkForm } from '#lib/web/check-form.ts'
import {
  assignForm,
  cancelForm,
  internalNoteForm,
  noteForm,
  offerForm,
  proposeForm,
  reasonForm,
  referForm,
  runForm,
  signOffForm,
  takeTimeBackForm,
  targetForm,
  timeForm,
} from '#lib/web/order-forms.ts'
import { askForm } from '#lib/web/question-forms.ts'
import { declineForm, triageForm } from '#lib/web/triage-forms.ts'

const back = (message: string) => (value: { readonly orderId: string }) => `/sager/${value.orderId}?besked=${message}`

export const claim = action(targetForm, claimOrder, back('claimed'))
export const assign = action(assignForm, assignOrder, back('assigned'))
export const ask = action(askForm, askRequester, back('asked'))
export const propose = action(proposeForm, proposeChange, back('change-proposed'))
export const retract = action(targetForm, retractChange, back('change-retracted'))
export const refer = action(referForm, referOrder, back('referred'))
export const decline = action(declineForm, declineOrder, back('declined'))
export const triage = action(
  triageForm,
  triageOrder,
  ({ orderId, next }) => `/sager/${orderId}?besked=triaged&handling=${next.command}#handling`,
)
export const offer = action(offerForm, offerOrder, back('offered'))
export const start = action(targetForm, startProduction, back('started'))
export const run = action(runForm, requestRun, back('run-requested'))
export const cancel = action(cancelForm, cancelRun, back('cancel-requested'))
export const sendToCheck = action(noteForm, submitForCheck, back('sent-to-check'))
export const takeCheck = action(targetForm, claimCheck, back('check-claimed'))
export const approve = action(checkForm, approveTable, back('approved'))
export const sendBack = action(reasonForm, returnTable, back('returned'))
export const release = action(signOffForm, signOff, back('released'))
export const recall = action(reasonForm, recallDelivery, back('recalled'))
export const remake = action(reasonForm, remakeDelivery, back('remake-started'))
export const addTime = action(timeForm, registerTime, ({ orderId }) => `/sager/${orderId}?besked=time-registered#timer`)
export const removeTime = action(
  takeTimeBackForm,
  takeTimeBack,
  ({ orderId }) => `/sager/${orderId}?besked=time-taken-back#timer`,
)
export const writeNote = action(internalNoteForm, addNote, ({ orderId }) => `/sager/${orderId}?besked=noted#noter`)
