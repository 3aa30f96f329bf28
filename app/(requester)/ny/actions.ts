'use server'

import { createOrder } from '#lib/orders/commands/draft.ts'
import { action } from '#lib/web/action.ts'
import { draftForm } from '#lib/web/order-forms.ts'

export const saveDraft = action(draftForm, createOrder, ({ orderId }) => `/bestillinger/${orderId}?trin=tjek`)
