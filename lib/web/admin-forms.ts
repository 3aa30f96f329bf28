import { z } from 'zod'
import { STAFF_ROLES } from '#lib/identity/role.ts'
import { ore } from '#lib/kernel/money.ts'
import { parseKroner } from '#lib/pricing/parse-kroner.ts'
import { COMPLEXITIES, CUSTOMER_CLASSES, FIXED_KINDS, type Tariff, tariffSchema, WORK_KINDS } from '#lib/pricing/tariff.ts'
import { type Calendar, calendarSchema, OPTIONAL_DAYS } from '#lib/sla/calendar.ts'
import { addDays } from '#lib/sla/day.ts'
import { LEGS, ORDER_TYPES, type ServiceLevels, serviceLevelsSchema } from '#lib/sla/legs.ts'
import { typedDate } from '#lib/web/date-parts.ts'

/** What the administrator's forms send. Field names are flat; each schema puts them together and checks the whole. */

const fields = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
type Fields = z.infer<typeof fields>

const text = (values: Fields, name: string) => String(values[name] ?? '').trim()
const decimal = (value: string) => (/^\d{1,4}([.,]\d{1,2})?$/.test(value) ? Number(value.replace(',', '.')) : Number.NaN)
const whole = (value: string) => (/^\d{1,9}$/.test(value) ? Number(value) : Number.NaN)

export const tariffForm = fields.transform((values, context): Tariff => {
  const amount = (name: string) => {
    const read = parseKroner(text(values, name))
    if (read === null) context.issues.push({ code: 'custom', message: 'not-an-amount', path: [name], input: values })
    return read ?? ore(0)
  }
  const hours = (name: string) => decimal(text(values, name))
  const typed = typedDate(values, 'validFrom')
  if ('error' in typed) context.issues.push({ code: 'custom', message: typed.error, path: ['validFrom'], input: values })
  const validFrom = 'day' in typed ? typed.day : ''
  const parsed = tariffSchema.safeParse({
    version: `tariff-${validFrom}`,
    validFrom,
    validTo: null,
    hourlyRateOre: Object.fromEntries(CUSTOMER_CLASSES.map((each) => [each, amount(`hourly_${each}`)])),
    fixedOre: Object.fromEntries(FIXED_KINDS.map((kind) => [kind, amount(`fixed_${kind}`)])),
    estimatedHours: Object.fromEntries(
      WORK_KINDS.map((kind) => [kind, Object.fromEntries(COMPLEXITIES.map((each) => [each, hours(`hours_${kind}_${each}`)]))]),
    ),
    freeClarificationHours: hours('freeClarificationHours'),
    capPercent: whole(text(values, 'capPercent')),
    vatPercent: whole(text(values, 'vatPercent')),
  })
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    const [first, ...rest] = issue.path.map(String)
    const name = first === 'estimatedHours' ? ['hours', ...rest].join('_') : (first ?? '')
    context.issues.push({ code: 'custom', message: 'invalid', path: [name], input: values })
  }
  return z.NEVER
})

const DAYS_IN_A_LINE = 62

/** One line of closing days: `2026-12-23; Flytning; Moving`, or a stretch of them: `2026-12-21 - 2026-12-23; …`. Null when it is neither. */
function closedDaysOf(line: string): Calendar['localClosedDays'] | null {
  const [days = '', da = '', en = da] = line.split(';').map((part) => part.trim())
  const match = /^(\d{4}-\d{2}-\d{2})(?:\s*[-–]\s*(\d{4}-\d{2}-\d{2}))?$/.exec(days)
  const [, from = '', to = from] = match ?? []
  if (!match || Number.isNaN(Date.parse(from)) || Number.isNaN(Date.parse(to)) || to < from) return null
  const all: string[] = []
  for (let on = from; on <= to && all.length <= DAYS_IN_A_LINE; on = addDays(on, 1)) all.push(on)
  return all.length > DAYS_IN_A_LINE ? null : all.map((on) => ({ on, name: { da, en } }))
}

/** Closing days as lines that `closedDaysOf` reads: days in a row with the same name are one line. */
export function closedDaysText(days: Calendar['localClosedDays']): string {
  const stretches: { from: string; to: string; name: string }[] = []
  for (const { on, name } of days.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    const words = `${name.da}; ${name.en}`
    const last = stretches.at(-1)
    if (last && last.name === words && addDays(last.to, 1) === on) last.to = on
    else stretches.push({ from: on, to: on, name: words })
  }
  return stretches.map(({ from, to, name }) => `${from === to ? from : `${from} - ${to}`}; ${name}`).join('\n')
}

export const calendarForm = fields.transform((values, context): { calendar: Calendar; basedOn: string } => {
  const lines = text(values, 'localClosedDays')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .map(closedDaysOf)
  const parsed = calendarSchema.safeParse({
    version: `calendar-${text(values, 'formKey').slice(0, 8)}`,
    julyClosed: text(values, 'julyClosed') === 'on',
    christmasClosed: text(values, 'christmasClosed') === 'on',
    optionalClosedDays: OPTIONAL_DAYS.filter((day) =>
      [values.optionalClosedDays ?? []].flat().join(' ').split(' ').includes(day),
    ),
    localClosedDays: lines.includes(null) ? null : lines.flatMap((days) => days ?? []),
  })
  if (parsed.success) return { calendar: parsed.data, basedOn: text(values, 'basedOn') }
  context.issues.push({ code: 'custom', message: 'closing-day-malformed', path: ['localClosedDays'], input: values })
  return z.NEVER
})

export const serviceLevelsForm = fields.transform((values, context): { levels: ServiceLevels; basedOn: string } => {
  const level = (type: string) => ({
    active: text(values, `${type}_active`) === 'on',
    ...Object.fromEntries(
      LEGS.map((leg) => [
        leg,
        {
          workingDays: whole(text(values, `${type}_${leg}_workingDays`)),
          warnDaysBefore: whole(text(values, `${type}_${leg}_warnDaysBefore`)),
          escalateDaysAfter: whole(text(values, `${type}_${leg}_escalateDaysAfter`)),
        },
      ]),
    ),
  })
  const body = {
    version: `levels-${text(values, 'formKey').slice(0, 8)}`,
    ...Object.fromEntries(ORDER_TYPES.map((type) => [type, level(type)])),
  }
  const parsed = serviceLevelsSchema.safeParse(body)
  if (parsed.success) return { levels: parsed.data, basedOn: text(values, 'basedOn') }
  for (const issue of parsed.error.issues)
    context.issues.push({ code: 'custom', message: 'invalid', path: [issue.path.map(String).join('_')], input: values })
  return z.NEVER
})

export const orderSettingsForm = z
  .strictObject({
    maxCells: z
      .string()
      .regex(/^\d{3,8}$/, 'invalid')
      .transform(Number),
    autoOfferEnabled: z.literal('on').optional(),
    autoOfferMaxCells: z
      .string()
      .regex(/^\d{1,7}$/, 'invalid')
      .transform(Number),
  })
  .transform(({ maxCells, autoOfferEnabled, autoOfferMaxCells }) => ({
    maxCells,
    autoOffer: { enabled: autoOfferEnabled === 'on', maxCells: autoOfferMaxCells },
  }))

export const personStatusForm = z.strictObject({ personId: z.uuid(), status: z.enum(['active', 'disabled']) })

export const staffRoleForm = z
  .strictObject({ personId: z.uuid(), role: z.enum(STAFF_ROLES), held: z.enum(['yes', 'no']) })
  .transform(({ personId, role, held }) => ({ personId, role, held: held === 'yes' }))

export const roleGrantForm = z
  .strictObject({ grantId: z.uuid(), grant: z.enum(['yes', 'no']) })
  .transform(({ grantId, grant }) => ({ grantId, grant: grant === 'yes' }))
