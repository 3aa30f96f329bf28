import { z } from 'zod'
import type { Operation } from '#lib/web/api/operation.ts'
import { OPERATIONS } from '#lib/web/api/operations.ts'
import { problemAnswer, webhookMessage } from '#lib/web/api/shapes.ts'

const schemaOf = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' })
  return rest
}

/** The description of the interface: OpenAPI 3.1, made from the list of operations and the schemas that check every answer. */
export function openApiDocument(): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const operation of OPERATIONS) {
    const path = `/api/v1${operation.path}`
    const methods = paths[path] ?? {}
    methods[operation.method.toLowerCase()] = described(operation)
    paths[path] = methods
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Statistikservice',
      version: '1',
      description: 'Orders small statistics from health registers and fetches tables that are safe to publish.',
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    webhooks: { orderChanged: { post: webhookDescription() } },
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(problemAnswer, 'output') },
    },
  }
}

/** The message a webhook gets. Its signature is told in `docs/api.md`. */
function webhookDescription(): object {
  const header = (name: string, description: string) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema: { type: 'string' },
  })
  return {
    operationId: 'orderChanged',
    summary: 'An order of the organisation has changed its status; sent at least once, with the same webhook-id each time',
    security: [],
    parameters: [
      header('webhook-id', 'The same however often the message is sent'),
      header('webhook-timestamp', 'Seconds since 1970'),
      header('webhook-signature', 'v1, and HMAC-SHA256 of id.timestamp.body with the secret, in base64 (Standard Webhooks 1.0)'),
    ],
    requestBody: { required: true, content: { 'application/json': { schema: schemaOf(webhookMessage, 'output') } } },
    responses: { '2XX': { description: 'Received' }, 410: { description: 'Gone: the webhook is closed' } },
  }
}

function described(operation: Operation): object {
  const { id, path, summary, access, query = {}, body, needsIdempotencyKey, answer } = operation
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query).map(([name, description]) => {
    return { name, in: 'query', required: false, description, schema: { type: 'string' } }
  })
  const key = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'The same key makes one order however often it is sent',
    schema: { type: 'string', minLength: 8, maxLength: 200 },
  }
  const ok = answer
    ? { description: 'Done', content: { 'application/json': { schema: schemaOf(answer, 'output') } } }
    : { description: 'The file', content: { 'application/octet-stream': {} } }
  return {
    operationId: id,
    summary,
    security: access === 'open' ? [] : [{ token: access === 'any' ? [] : [access] }],
    parameters: [...inPath, ...inQuery, ...(needsIdempotencyKey ? [key] : [])],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: {
      200: ok,
      ...(needsIdempotencyKey && { 201: ok }),
      default: {
        description: 'Refused, in words',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}
