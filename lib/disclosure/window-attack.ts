import { type AttackTask, openDemandsOf } from './attack.ts'
import { attackBlock } from './block-attack.ts'
import { WindowGrower } from './window-grower.ts'

/** Variables in a window, the small ones first: they prove most of it for the least work. */
const SIZES = [600, 1200]

/**
 * Attacks what is open in windows of what can move together, one after the other; a move inside a window is a move of the whole
 * table. What can't be proven there may still be provable.
 */
export async function attackInWindows(task: AttackTask): Promise<void> {
  const { system, hidden, options } = task
  const grower = new WindowGrower(system)
  const isHidden = (variable: number) => hidden[variable] === 1
  for (const size of SIZES)
    for (let variable = 0; variable < system.classes; variable++) {
      if (openDemandsOf(task, variable).length === 0) continue
      await options.pulse(variable, system.classes)
      attackBlock(task, grower.around(variable, size, isHidden))
    }
}
