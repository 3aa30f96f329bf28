'use server'

import { assignOrders } from '#lib/orders/assign/commands.ts'
import { action } from '#lib/web/action.ts'
import { assignAllForm } from '#lib/web/order-forms.ts'

export const assignAll = action(
  assignAllForm,
  assignOrders,
  ({ assigned, refused }) => `/sager?besked=${refused > 0 ? 'assigned-some' : 'assigned-all'}&antal=${assigned}`,
)
