import { spawn } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'

export interface ChildResult {
  /** 0 to 255, or null where it was ended by a signal. */
  readonly exitCode: number | null
  /** Both streams, without colours. */
  readonly output: string
}

/**
 * What the children see of the environment: nothing that makes a runner take the terminal for a machine's, and no key
 * with which anything could reach a real provider.
 */
const KEPT = ['HOME', 'LANG', 'NO_COLOR', 'PATH', 'SystemRoot', 'TEMP', 'TERM', 'TMP', 'TMPDIR']
const TIMEOUT_MS = 120_000

/** Runs Node in `cwd` and shows what it prints while it prints it. */
export function runNode(args: readonly string[], cwd: string): Promise<ChildResult> {
  const child = spawn(process.execPath, args, {
    cwd,
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: TIMEOUT_MS,
    killSignal: 'SIGKILL',
  })
  let output = ''
  const show = (target: NodeJS.WriteStream) => (text: string) => {
    output += text
    target.write(text)
  }
  child.stdout.setEncoding('utf8').on('data', show(process.stdout))
  child.stderr.setEncoding('utf8').on('data', show(process.stderr))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (exitCode) => {
      resolve({ exitCode, output: stripVTControlCharacters(output) })
    })
  })
}

function childEnvironment(): NodeJS.ProcessEnv {
  const kept = KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  // A pipe is not a terminal, so colours have to be asked for.
  const colours = process.stdout.isTTY && process.env.NO_COLOR === undefined ? { FORCE_COLOR: '1' } : {}
  return { ...(Object.fromEntries(kept) as NodeJS.ProcessEnv), ...colours }
}
