'use server'

import { createOrder } from '#lib/orders/commands/draft.ts'
import { discardKept } from '#lib/orders/kept/commands.ts'
import { action } from '#lib/web/action.ts'
import { layoutAddress } from '#lib/web/layout.ts'
import { discardKeptForm, draftForm, layoutForm } from '#lib/web/order-forms.ts'

export const saveDraft = action(draftForm, createOrder, ({ orderId }) => `/bestillinger/${orderId}?trin=tjek`)
export const discardKeptTable = action(discardKeptForm, discardKept, () => '/ny?besked=kept-discarded')
export const buildFromLayout = action(layoutForm, layoutAddress, ({ address }) => address)
