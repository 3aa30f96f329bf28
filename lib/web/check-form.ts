import { z } from 'zod'
import { approveForm } from '#lib/web/order-forms.ts'

/** What a checker must have looked at before she can approve; each is a box to tick. */
export const CHECK_POINTS = ['totals', 'hidden', 'labels', 'origin', 'specification'] as const
export type CheckPoint = (typeof CHECK_POINTS)[number]

const ticked = z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.enum(CHECK_POINTS)))

/** An approval with every point ticked; one left out is refused with everything typed kept. */
export const checkForm = z
  .strictObject({
    ...approveForm.shape,
    looked: ticked.refine((points) => CHECK_POINTS.every((point) => points.includes(point)), 'check-points-missing'),
  })
  .transform(({ looked: _, ...verdict }) => verdict)
