'use client'

import { NextIntlClientProvider, useLocale, useMessages } from 'next-intl'
import type { ReactNode } from 'react'

/** Words beside those that every page has in the browser already. A provider alone would replace them. */
export function AddedWords({ words, children }: { words: object; children: ReactNode }) {
  return (
    <NextIntlClientProvider locale={useLocale()} messages={{ ...useMessages(), ...words }}>
      {children}
    </NextIntlClientProvider>
  )
}
