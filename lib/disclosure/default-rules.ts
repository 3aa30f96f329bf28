import type { Rules } from './rules.ts'

/** The service's rules: threshold 5, zeros published, interval protection against an informed intruder and an insider. */
export const defaultRules: Rules = {
  version: '1',
  threshold: 5,
  protectZeros: false,
  protection: 'interval',
  intruder: 'informed',
  insider: true,
  cost: 'value',
}
