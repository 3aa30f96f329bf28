import { Buffer } from 'node:buffer'
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import { ok, type Result, refuse } from '#lib/kernel/result.ts'
import { UPLOAD_LIMITS } from './upload-limits.ts'
import type { UploadRefusal } from './upload-refusal.ts'

/** Parts of a workbook that a table of plain cells needs. Everything else in the file stays packed. */
const WANTED =
  /^(xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/sharedStrings\.xml|xl\/styles\.xml|xl\/worksheets\/[\w.-]+\.xml)$/i

/** A workbook's parts by name in small letters, unpacked when asked for. */
export type WorkbookParts = (name: string) => Promise<string | null>

/**
 * Looks through the directory of a zip file before anything is unpacked: how many parts, how large they say they are, whether
 * one is encrypted or holds macros. Unpacking then stops where a part is larger than it said.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<Result<WorkbookParts, UploadRefusal>> {
  let zip: ZipFile
  try {
    zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
      autoClose: false,
      validateEntrySizes: true,
      strictFileNames: true,
    })
  } catch {
    return refuse('upload-damaged')
  }
  if (zip.entryCount > UPLOAD_LIMITS.zipEntries) return refuse('upload-bomb')
  const entries = new Map<string, Entry>()
  let unpacked = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const judged = judgeEntry(entry)
      if (judged) return judged
      unpacked += entry.uncompressedSize
      if (unpacked > UPLOAD_LIMITS.unpackedBytes) return refuse('upload-bomb')
      const name = entry.fileName.toLowerCase()
      // Two parts of one name are read differently by different programs.
      if (entries.has(name)) return refuse('upload-damaged')
      entries.set(name, entry)
    }
  } catch {
    return refuse('upload-damaged')
  }
  return ok(async (name) => {
    const entry = WANTED.test(name) ? entries.get(name.toLowerCase()) : undefined
    return entry ? unpack(zip, entry) : null
  })
}

function judgeEntry(entry: Entry): UploadRefusal | null {
  if (entry.isEncrypted()) return refuse('upload-encrypted')
  if (/vbaProject/i.test(entry.fileName)) return refuse('upload-macros')
  const isLarge = entry.uncompressedSize > 1024 * 1024
  if (isLarge && entry.uncompressedSize > entry.compressedSize * UPLOAD_LIMITS.unpackedPerPacked) return refuse('upload-bomb')
  return null
}

async function unpack(zip: ZipFile, entry: Entry): Promise<string> {
  const stream = await zip.openReadStreamPromise(entry)
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}
