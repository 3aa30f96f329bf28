/** A file as the manifest names it. */
export interface ManifestEntry {
  readonly name: string
  readonly format: string
  readonly locale: string
  readonly mime: string
  readonly bytes: number
  readonly sha256: string
}

interface ManifestSource {
  readonly orderNumber: string
  readonly releaseId: string
  readonly releasedOn: string
  readonly contentHash: string
  readonly verifyUrl: string
}

/** One list of all files of a delivery with their sizes and SHA-256, and of the table they were all made from. */
export function manifestFile(source: ManifestSource, files: readonly ManifestEntry[]): Uint8Array {
  const manifest = {
    order: source.orderNumber,
    release: source.releaseId,
    releasedOn: source.releasedOn,
    table: { sha256: source.contentHash },
    verifyAt: source.verifyUrl,
    files: files
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, format, locale, mime, bytes, sha256 }) => ({ name, format, language: locale, mime, bytes, sha256 })),
  }
  return new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`)
}
