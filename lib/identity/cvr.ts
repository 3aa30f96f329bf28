const WEIGHTS = [2, 7, 6, 5, 4, 3, 2, 1] as const

/** Whether text is a valid CVR number: eight digits, the first not 0, weighted sum divisible by 11. */
export function isCvr(text: string): boolean {
  if (!/^[1-9]\d{7}$/.test(text)) return false
  return WEIGHTS.reduce<number>((sum, weight, i) => sum + weight * Number(text[i]), 0) % 11 === 0
}
