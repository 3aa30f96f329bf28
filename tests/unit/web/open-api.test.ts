import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { openApiDocument } from '#lib/web/api/open-api.ts'
import { OPERATIONS } from '#lib/web/api/operations.ts'
import da from '../../../messages/da/public.json' with { type: 'json' }
import en from '../../../messages/en/public.json' with { type: 'json' }

describe('the description of the interface for programs', () => {
  it('is valid OpenAPI 3.1 by an independent validator', async () => {
    const validator = new Validator()
    const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(openApiDocument())))
    expect(errors ?? []).toEqual([])
    expect(valid).toBe(true)
    expect(validator.version).toBe('3.1')
  })

  it('names every operation once, and the page has words for each in both languages', () => {
    const ids = OPERATIONS.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const words of [da, en]) expect(Object.keys(words.api.operation).sort()).toEqual(ids.toSorted())
  })

  it('asks for a token wherever something of a customer’s is read or written', () => {
    for (const { path, access } of OPERATIONS)
      expect([path, access === 'open']).toEqual([path, path.startsWith('/catalogue') || path.startsWith('/tables')])
  })
})
