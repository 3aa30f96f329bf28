import { gunzipSync, gzipSync } from 'node:zlib'

/** JSON as gzipped UTF-8, for table bodies kept in the database. */
export function gzipJson(value: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(gzipSync(JSON.stringify(value), { level: 6 }))
}

/** Reads what `gzipJson` wrote. The caller checks the shape. */
export function gunzipJson(bytes: Uint8Array): unknown {
  return JSON.parse(gunzipSync(bytes).toString('utf8'))
}
