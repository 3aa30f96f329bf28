import { healthAnswer } from '#lib/web/health.ts'

export const dynamic = 'force-dynamic'

export const GET = healthAnswer
