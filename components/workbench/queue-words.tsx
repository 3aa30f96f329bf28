import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'
import { AddedWords } from './added-words.tsx'

/** Sends the words of the queue's keys and news to the browser along with what uses them; no other page carries them. */
export async function QueueWords({ children }: { children: ReactNode }) {
  const { analyst } = await getMessages()
  const { keys, news } = analyst.queue
  return <AddedWords words={{ analyst: { queue: { keys, news } } }}>{children}</AddedWords>
}
