import { isValid } from 'gtin'
import { validate } from 'stdnum/lib/cjs/dk/cvr.js'
import { ok, type Refusal, type Result, refuse } from '#lib/kernel/result.ts'

/** Refusals carry no text back: a number typed into the wrong field may be a person's. */
export type CustomerNumberRefusal = Refusal<'empty' | 'not-digits' | 'wrong-length' | 'starts-with-zero' | 'wrong-check-digit'>

/** Reads a CVR number (8 digits, first not 0, weights 2 7 6 5 4 3 2 1, modulus 11); spaces and a leading `DK` are let through. */
export function checkCvr(text: string): Result<string, CustomerNumberRefusal> {
  const digits = readDigits(text.trim().replace(/^dk/i, ''), 8)
  if (!digits.ok) return digits
  if (digits.value.startsWith('0')) return refuse('starts-with-zero')
  return validate(digits.value).isValid ? digits : refuse('wrong-check-digit')
}

/** Reads a GLN, also called EAN location number (13 digits, GS1 check digit with weights 1 and 3); spaces are let through. */
export function checkGln(text: string): Result<string, CustomerNumberRefusal> {
  const digits = readDigits(text, 13)
  if (!digits.ok) return digits
  return isValid(digits.value) ? digits : refuse('wrong-check-digit')
}

/** Reads a P-number, the number of a place of work (10 digits, no check digit); spaces are let through. */
export function checkPNumber(text: string): Result<string, CustomerNumberRefusal> {
  return readDigits(text, 10)
}

function readDigits(text: string, length: number): Result<string, CustomerNumberRefusal> {
  const compact = text.replace(/[\s-]/g, '')
  if (compact === '') return refuse('empty')
  if (!/^[0-9]+$/.test(compact)) return refuse('not-digits')
  return compact.length === length ? ok(compact) : refuse('wrong-length')
}
