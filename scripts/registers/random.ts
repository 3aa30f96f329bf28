/** A stream of pseudo-random numbers that depends on nothing but its seeds. */
export interface Random {
  /** Uniform in [0, 1), with 32 bits. */
  readonly uniform: () => number
  /** Whole number in [0, count). */
  readonly below: (count: number) => number
  /** Standard normal (Box and Muller 1958). */
  readonly normal: () => number
  /** Poisson by multiplication of uniforms (Knuth 1969); for means below about 30. */
  readonly poisson: (mean: number) => number
}

/**
 * SFC32 (Doty-Humphrey), seeded by two numbers, so that every person has a stream of her own and the order in which
 * persons are made does not matter.
 */
export function createRandom(seed: number, stream: number): Random {
  let a = mix(seed)
  let b = mix(stream ^ 0x9e3779b9)
  let c = mix(seed ^ (stream << 7))
  let counter = 1
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return sum >>> 0
  }
  for (let warmUp = 0; warmUp < 8; warmUp++) next()
  const uniform = () => next() / 4_294_967_296
  return {
    uniform,
    below: (count) => Math.floor(uniform() * count),
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
    poisson(mean) {
      const limit = Math.exp(-mean)
      let product = uniform()
      let events = 0
      for (; product > limit; events++) product *= uniform()
      return events
    },
  }
}

/** Finalizer of MurmurHash3 (Appleby 2011): spreads neighbouring seeds apart. */
export function mix(value: number): number {
  let x = value | 0
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return x ^ (x >>> 16)
}
