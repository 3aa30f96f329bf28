import { z } from 'zod'

/** What of the queue's address a form carries: the choices, never the page or a message. */
const CHOICES = ['vis', 'hvis', 'frist', 'soeg', 'orden']

/** The queue as its address shows it, so that a form leads back there. Anything else in it is dropped. */
export const queueQuery = z
  .string()
  .max(900)
  .default('')
  .transform((text) => {
    const asked = new URLSearchParams(text)
    return new URLSearchParams(CHOICES.flatMap((name) => (asked.has(name) ? [[name, asked.get(name) ?? '']] : []))).toString()
  })

export const viewForm = z
  .strictObject({
    name: z.string().trim().min(1, 'view-name-missing').max(60, 'text-too-long'),
    query: queueQuery,
    shared: z.literal('on').optional(),
  })
  .transform(({ shared, ...view }) => ({ ...view, isShared: shared === 'on' }))

export const viewTargetForm = z.strictObject({ viewId: z.uuid(), query: queueQuery })

/** The address of the queue with a message, where the person was. */
export function backToQueue(query: string, message: string): string {
  const params = new URLSearchParams(query === '' ? 'vis=open' : query)
  params.set('besked', message)
  return `/sager?${params}`
}
