import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** What came with a request of the ClickHouse protocol over HTTP. */
export interface HttpStatement {
  readonly sql: string
  readonly format: string
  readonly database: string
  readonly params: Readonly<Record<string, unknown>>
  readonly settings: Readonly<Record<string, string>>
  readonly username: string
}

export interface ClickHouseHttp {
  readonly url: string
  /** Requests whose connection was closed before the answer. */
  readonly abandoned: () => number
  readonly close: () => Promise<void>
}

const OWN_PARAMS = new Set(['query_id', 'database', 'session_id', 'default_format', 'role'])

/** A server that speaks ClickHouse's protocol and lets `answer` find the rows, or throw what the engine says. */
export async function serveClickHouse(answer: (statement: HttpStatement) => Promise<string>): Promise<ClickHouseHttp> {
  let abandoned = 0
  // Values come in the address, as long as ClickHouse takes it.
  const server = createServer({ maxHeaderSize: 1 << 20 }, (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) abandoned++
    })
    void readStatement(request)
      .then(answer)
      .then(
        (body) => response.writeHead(200, { 'content-type': 'application/x-ndjson' }).end(body),
        (error: unknown) => {
          const message = error instanceof Error ? error.message : String(error)
          const code = /Code: (\d+)/.exec(message)?.[1] ?? '1'
          response.writeHead(500, { 'x-clickhouse-exception-code': code }).end(message)
        },
      )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    abandoned: () => abandoned,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function readStatement(request: IncomingMessage): Promise<HttpStatement> {
  const url = new URL(request.url ?? '/', 'http://localhost')
  const params: Record<string, unknown> = {}
  const settings: Record<string, string> = {}
  for (const [name, value] of url.searchParams) {
    if (name.startsWith('param_')) params[name.slice(6)] = JSON.parse(value)
    else if (!OWN_PARAMS.has(name)) settings[name] = value
  }
  const body = await text(request)
  const [, sql = body, format = 'JSON'] = /^([\s\S]*?)\s*FORMAT\s+(\w+)\s*$/.exec(body) ?? []
  const [username = ''] = Buffer.from(request.headers.authorization?.slice(6) ?? '', 'base64')
    .toString()
    .split(':')
  return { sql, format, database: url.searchParams.get('database') ?? 'default', params, settings, username }
}
