import { type Refusal, refuse } from '#lib/kernel/result.ts'

/** An instance that can't be read: one sentence that names the place. */
export type BadInstance = Refusal<'bad-instance'> & { readonly sentence: string }

/** Refuses an instance with a sentence that names the file and the place in it. */
export function badInstance(sentence: string): BadInstance {
  return refuse('bad-instance', { sentence })
}
