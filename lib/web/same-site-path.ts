const PLACEHOLDER_ORIGIN = 'http://same-site.invalid'

/**
 * The path a visitor may be sent on to: on this site alone, or the start page. Judged the way a browser would read it,
 * so that `//other.example`, `/\other.example` and addresses with control characters do not lead away.
 */
export function sameSitePath(value: string | null | undefined): string {
  if (!value?.startsWith('/') || value.length > 2000) return '/'
  try {
    const url = new URL(value, PLACEHOLDER_ORIGIN)
    const path = `${url.pathname}${url.search}${url.hash}`
    return url.origin === PLACEHOLDER_ORIGIN && !path.startsWith('//') ? path : '/'
  } catch {
    return '/'
  }
}
