'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const POLL_MS = 1000

/** Asks every second whether a file is read, and renews the page when it is. */
export function UploadWait({ address, text }: { address: string; text: string }) {
  const router = useRouter()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    let isGone = false
    const ask = async () => {
      const status = await askStatus(address)
      if (isGone) return
      if (status !== null && status !== 'waiting' && status !== 'reading') router.refresh()
      else timer = setTimeout(() => void ask(), POLL_MS)
    }
    timer = setTimeout(() => void ask(), POLL_MS)
    return () => {
      isGone = true
      clearTimeout(timer)
    }
  }, [address, router])
  return <p role="status">{text}</p>
}

/** Null when the answer did not come; the next second asks again. */
async function askStatus(address: string): Promise<string | null> {
  try {
    const answer = await fetch(address, { cache: 'no-store' })
    return answer.ok ? ((await answer.json()) as { status: string }).status : null
  } catch {
    return null
  }
}
