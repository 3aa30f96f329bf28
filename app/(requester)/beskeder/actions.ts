'use server'

import { z } from 'zod'
import { action } from '#lib/web/action.ts'
import { markNoticesRead } from '#lib/web/notices.ts'

export const markRead = action(z.strictObject({}), markNoticesRead, () => '/beskeder')
