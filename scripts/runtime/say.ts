const startedAt = Number(process.env.BOOT_STARTED_AT ?? Date.now())

/** Prints a line with the time since the command was given. */
export function say(text: string): void {
  console.log(`[${((Date.now() - startedAt) / 1000).toFixed(1).padStart(5)} s] ${text}`)
}
