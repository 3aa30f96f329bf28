import { type ServiceLevels, serviceLevelsSchema } from './legs.ts'

/** The promises an empty service starts with: first reply within 2 working days; a tailored order within 30 in all. */
export const SEED_SERVICE_LEVELS: ServiceLevels = serviceLevelsSchema.parse({
  version: 'service-levels-2026',
  standard: level([2, 0], [2, 0], [2, 0]),
  tailored: level([5, 2], [20, 5], [5, 2]),
  express: level([1, 0], [3, 1], [1, 0]),
})

type TargetPair = readonly [workingDays: number, warnDaysBefore: number]

function level(triage: TargetPair, production: TargetPair, check: TargetPair) {
  const target = ([workingDays, warnDaysBefore]: TargetPair) => ({ workingDays, warnDaysBefore })
  return { active: true, triage: target(triage), production: target(production), check: target(check) }
}
