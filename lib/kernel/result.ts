/**
 * An expected outcome: a value, or a refusal with a kind and the facts a person needs.
 * Refusals are values; only bugs and outages are thrown. Words for a kind live in `components/labels`.
 */
export type Result<T, R extends Refusal = Refusal> = Ok<T> | R

export interface Ok<T> {
  readonly ok: true
  readonly value: T
}

/** A refusal: `kind` is a closed word of the refusing function; other fields are facts for the message. */
export interface Refusal<K extends string = string> {
  readonly ok: false
  readonly kind: K
}

/** Wraps a value as a successful result. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value }
}

/** Builds a refusal of one kind with its facts. */
export function refuse<const K extends string, F extends object = object>(kind: K, facts?: F): Refusal<K> & F {
  return { ok: false, kind, ...(facts as F) }
}
