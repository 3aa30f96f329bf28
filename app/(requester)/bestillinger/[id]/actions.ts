'use server'

import { discardOrder, reviseOrder, submitOrder } from '#lib/orders/commands/draft.ts'
import { acceptOffer } from '#lib/orders/commands/offer.ts'
import { requestChange, withdrawOrder } from '#lib/orders/commands/triage.ts'
import { discardKept } from '#lib/orders/kept/commands.ts'
import { approveChange, sendChangeBack } from '#lib/orders/proposals/commands.ts'
import { answerQuestions } from '#lib/orders/questions/commands.ts'
import { reportError } from '#lib/release/commands.ts'
import { publishDelivery, unpublishDelivery } from '#lib/release/library/commands.ts'
import { action } from '#lib/web/action.ts'
import {
  acceptForm,
  discardKeptForm,
  publishForm,
  reasonForm,
  reviseForm,
  targetForm,
  unpublishForm,
} from '#lib/web/order-forms.ts'
import { answerForm } from '#lib/web/question-forms.ts'

export const submitDraft = action(targetForm, submitOrder, ({ orderId }) => `/bestillinger/${orderId}/kvittering`)
export const discardDraft = action(targetForm, discardOrder, () => '/bestillinger?besked=discarded')
export const reviseDraft = action(reviseForm, reviseOrder, ({ orderId }) => `/bestillinger/${orderId}?besked=revised`)
export const answer = action(answerForm, answerQuestions, ({ orderId }) => `/bestillinger/${orderId}?besked=answered`)
export const approve = action(targetForm, approveChange, ({ orderId }) => `/bestillinger/${orderId}?besked=change-approved`)
export const sendBack = action(reasonForm, sendChangeBack, ({ orderId }) => `/bestillinger/${orderId}?besked=change-sent-back`)
export const accept = action(acceptForm, acceptOffer, ({ orderId }) => `/bestillinger/${orderId}?besked=accepted`)
export const askForChange = action(reasonForm, requestChange, ({ orderId }) => `/bestillinger/${orderId}?besked=change-requested`)
export const withdraw = action(reasonForm, withdrawOrder, ({ orderId }) => `/bestillinger/${orderId}?besked=withdrawn`)
export const reportDeliveryError = action(
  reasonForm,
  reportError,
  ({ orderId }) => `/bestillinger/${orderId}?besked=error-reported`,
)
export const publish = action(publishForm, publishDelivery, ({ orderId }) => `/bestillinger/${orderId}/levering#udgivelse`)
export const unpublish = action(unpublishForm, unpublishDelivery, ({ orderId }) => `/bestillinger/${orderId}/levering#udgivelse`)
export const discardChanges = action(discardKeptForm, discardKept, () => '/bestillinger')
