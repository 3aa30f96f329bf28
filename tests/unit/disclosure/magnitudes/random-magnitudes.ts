import fc from 'fast-check'
import { foldContributions, type MagnitudeTable } from '#lib/disclosure/magnitudes/magnitude-table.ts'
import { addressStrides, type CubeDimension } from '#lib/tabulation/cube.ts'

function dimension(id: string): fc.Arbitrary<CubeDimension> {
  return fc.constantFrom([-1, 0, 0], [-1, 0, 0, 0], [-1, 0, 0, 1, 1], [-1, 0, 0, 0, 2, 2]).map((parents) => ({
    id,
    codes: parents.map((_, node) => `${id}${node}`),
    parents: Int32Array.from(parents),
    additive: true,
  }))
}

/** Small random tables of magnitudes; a contributor may give to several cells, and some give far more than others. */
export function randomMagnitudes(dimensions: number, largest: number): fc.Arbitrary<MagnitudeTable> {
  return fc
    .tuple(
      fc.tuple(...Array.from({ length: dimensions }, (_, d) => dimension('abc'[d] ?? 'z'))),
      fc.array(
        fc.tuple(fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), fc.nat({ max: 1000 }), fc.nat({ max: 11 })),
        {
          minLength: 3,
          maxLength: 30,
        },
      ),
    )
    .map(([axes, gifts]) => {
      const strides = addressStrides(axes)
      const addresses = gifts.map((draws) =>
        axes.reduce((address, { codes, parents }, d) => {
          const leaves = [...codes.keys()].filter((node) => !parents.includes(node))
          return address + (leaves[Math.floor(((draws[d] ?? 0) / 1001) * leaves.length)] ?? 0) * (strides[d] ?? 1)
        }, 0),
      )
      return foldContributions(axes, {
        addresses: Int32Array.from(addresses),
        contributors: Int32Array.from(gifts, (draws) => draws[4]),
        // Cubing the draw makes few contributions large, as turnovers are.
        values: Float64Array.from(gifts, (draws) => 1 + Math.floor((draws[3] / 1001) ** 3 * largest)),
      })
    })
}
