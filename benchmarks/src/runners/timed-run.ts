import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** What a run took, with all of its processes. */
export interface Taken {
  /** Seconds on the clock. */
  readonly wall: number
  /** Seconds of processor, which other work on the machine disturbs less. */
  readonly cpu: number
}

const BINS = { vitest: 'vitest.mjs', jest: 'bin/jest.js' } as const
export type RunnerName = keyof typeof BINS

/** What a child sees of the environment: nothing that says to a runner that it is in CI. */
const KEPT = ['HOME', 'LANG', 'PATH', 'TEMP', 'TMP', 'TMPDIR']

/**
 * Runs vitest or jest in a folder, to its end.
 *
 * @throws Error with what it printed where it fails.
 */
export function timedRun(folder: string, runner: RunnerName, args: readonly string[], env = {}): Taken {
  const home = dirname(createRequire(import.meta.url).resolve(`${runner}/package.json`))
  return timedCommand(folder, [process.execPath, join(home, BINS[runner]), ...args], env)
}

/** The same for any command. */
export function timedCommand(folder: string, command: readonly string[], env = {}): Taken {
  const kept = KEPT.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['-c', 'TIMEFORMAT="took %R %U %S"; time "$@"', '-', ...command],
    {
      cwd: folder,
      encoding: 'utf8',
      env: { ...(Object.fromEntries(kept) as Record<string, string>), NO_COLOR: '1', ...env },
      maxBuffer: 1e9,
    },
  )
  const took = /took (\S+) (\S+) (\S+)\s*$/.exec(stderr)
  if (status !== 0 || took === null)
    throw new Error(`${command.join(' ')} ended with ${status}:\n${stdout}${stderr}`)
  const [wall = 0, user = 0, system = 0] = took.slice(1).map(Number)
  return { wall, cpu: user + system }
}
