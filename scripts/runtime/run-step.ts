import { spawn } from 'node:child_process'

export interface StepResult {
  readonly ok: boolean
  readonly output: string
}

/** Runs a program to its end. Its output is shown as it comes, or kept and shown only when it fails. */
export function runStep(
  command: string,
  args: readonly string[],
  options: { env?: Partial<NodeJS.ProcessEnv>; show?: boolean } = {},
): Promise<StepResult> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...options.env }
    const child = spawn(command, [...args], {
      stdio: ['ignore', options.show ? 'inherit' : 'pipe', options.show ? 'inherit' : 'pipe'],
      env,
    })
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk.toString()
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.once('error', (error) => resolve({ ok: false, output: error.message }))
    child.once('close', (code) => resolve({ ok: code === 0, output }))
  })
}

/** Runs a program and throws with its output when it fails. */
export async function mustRun(command: string, args: readonly string[], env: Partial<NodeJS.ProcessEnv> = {}): Promise<void> {
  const result = await runStep(command, args, { env })
  if (!result.ok) throw new Error(`${command} ${args.join(' ')} failed:\n${result.output.slice(-6000)}`)
}
