import loadHighs from 'highs'

type Highs = Awaited<ReturnType<typeof loadHighs>>

let loading: Promise<Highs> | undefined

/** The HiGHS solver, loaded once per thread. */
export function loadSolver(): Promise<Highs> {
  loading ??= loadHighs()
  return loading
}
