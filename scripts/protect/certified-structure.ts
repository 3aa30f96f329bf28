import { z } from 'zod'
import type { Cube, CubeDimension } from '#lib/tabulation/cube.ts'

const dimensionSchema = z.strictObject({ id: z.string(), codes: z.array(z.string()).min(1), parents: z.array(z.int()) })

/** What a written certificate says besides the engine's: which tables, over which hierarchies. So a directory explains itself. */
export const certifiedSchema = z.looseObject({
  outputSha256: z.string(),
  tables: z.array(z.array(z.string()).min(1)).min(1),
  dimensions: z.array(dimensionSchema),
})

/** The structure of tables, for their certificate. */
export function certifiedStructure(cubes: readonly Pick<Cube, 'dimensions'>[]) {
  const dimensions = new Map(cubes.flatMap((cube) => cube.dimensions.map((dimension) => [dimension.id, dimension] as const)))
  return {
    tables: cubes.map((cube) => cube.dimensions.map(({ id }) => id)),
    dimensions: [...dimensions.values()].map(({ id, codes, parents }) => ({ id, codes: [...codes], parents: [...parents] })),
  }
}

/** The dimensions a certificate names. */
export function dimensionsOf(certified: z.infer<typeof certifiedSchema>): CubeDimension[] {
  return certified.dimensions.map(({ id, codes, parents }) => ({ id, codes, parents: Int32Array.from(parents), additive: true }))
}
