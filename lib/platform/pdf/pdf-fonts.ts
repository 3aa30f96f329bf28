import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { PdfFonts } from './tagged-pdf.ts'

/** IBM Plex Sans (SIL Open Font License 1.1), as the design system brings it along. */
const FOLDER = 'node_modules/dkfds/dist/fonts/IBMPlexSans/complete/ttf'

let kept: Promise<PdfFonts> | null = null

/** The two fonts of every PDF, read from disk once in a process. */
export function pdfFonts(): Promise<PdfFonts> {
  kept ??= readFonts().catch((error: unknown) => {
    kept = null
    throw error
  })
  return kept
}

async function readFonts(): Promise<PdfFonts> {
  const read = async (name: string) => new Uint8Array(await readFile(path.join(process.cwd(), FOLDER, name)))
  const [regular, bold] = await Promise.all([read('IBMPlexSans-Regular.ttf'), read('IBMPlexSans-SemiBold.ttf')])
  return { regular, bold }
}
