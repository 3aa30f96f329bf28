'use server'

import { signInWithBroker, signInWithPassword } from '#lib/web/sign-in.ts'

export const passwordSignIn = signInWithPassword
export const brokerSignIn = signInWithBroker
