/** Sends the browser on after a form: it asks for the next page with GET, so that a reload sends nothing again. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store' } })
}
