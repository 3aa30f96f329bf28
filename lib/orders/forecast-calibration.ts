/**
 * What `npm run bench -- orders` found, kept here so that the same question has the same answer: see docs/forecast.md.
 * Changed only together with that page.
 */
export const CALIBRATION = {
  /** Variance beyond Poisson, in squares of the expectation, by how many variables narrow a cell: one, two, three or more. */
  spread: [0, 0.05, 0.1],
  /** Safe cells hidden for each sum that would give a lone unsafe cell away, and for each with two. */
  perLone: 1.17,
  perDouble: 0.6,
  /** Four tables of five had a number of hidden cells within this share of the forecast, give or take `margin` cells. */
  share: 0.3,
  margin: 8,
} as const
