'use server'

import { assignOrders } from '#lib/orders/assign/commands.ts'
import { removeView, saveView, toggleDefaultView } from '#lib/orders/views/commands.ts'
import { action } from '#lib/web/action.ts'
import { assignAllForm } from '#lib/web/order-forms.ts'
import { backToQueue, viewForm, viewTargetForm } from '#lib/web/queue-forms.ts'

export const assignAll = action(assignAllForm, assignOrders, ({ refused }, { query }) =>
  backToQueue(query, refused > 0 ? 'assigned-some' : 'assigned-all'),
)
export const keepView = action(viewForm, saveView, ({ query }) => backToQueue(query, 'view-kept'))
export const forgetView = action(viewTargetForm, removeView, ({ query }) => backToQueue(query, 'view-forgotten'))
export const chooseDefault = action(viewTargetForm, toggleDefaultView, ({ query }) => backToQueue(query, 'view-default'))
