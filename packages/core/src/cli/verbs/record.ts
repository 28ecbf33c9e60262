import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { UsageError } from '../../errors.js'
import { listIdsSync } from '../../store/list-ids.js'
import { parseStoreUrl } from '../../store/store-url.js'
import { makeWorkingFolder } from '../../working-folder.js'
import { isThere } from '../open-chosen.js'
import { loadProject } from '../project.js'
import { refuseBaselinesInCi } from '../refuse-in-ci.js'
import { newVerb, type Verb } from '../verb.js'

interface Options {
  readonly store: string
  readonly sample?: string
}

const DEFAULT_STORE = 'sqlite:.retrial/recorded.db'

const NOTHING_RECORDED =
  'Calls that a process makes in its first moments, before the store is open, are not recorded. A short script waits for it: await startRecording({ store }).'

/** The command runs as it would without; its exit code is that of this one. */
export const record: Verb = (terminal, ends) =>
  newVerb('record', 'Runs a command, and records the decisions that it makes.', [
    ['record -- node server.js', `into ${DEFAULT_STORE}`],
    ['record --store sqlite:prod.db --sample 0.05 -- npm start', 'one call of twenty, into another store'],
  ])
    .argument('<command...>', 'behind --, with its arguments')
    .option('--store <url>', 'where recordings go, such as sqlite:prod.db', DEFAULT_STORE)
    .option('--sample <share>', 'which share of the calls, above 0 and up to 1 (default: 1)')
    .action(
      ends(async ([command = '', ...args]: string[], { store, sample }: Options) => {
        const place = { store, storeRoot: terminal.cwd }
        const { baselines } = loadProject(terminal.cwd)
        refuseBaselinesInCi(place, baselines, 'Nothing was recorded')
        const location = parseStoreUrl(store, terminal.cwd)
        if (location.kind === 'memory')
          throw new UsageError('INVALID_OPTION', 'A store in memory ends with the command.')
        if (sample !== undefined && !(Number(sample) > 0 && Number(sample) <= 1)) {
          throw new UsageError(
            'INVALID_OPTION',
            `--sample takes a share above 0 and up to 1, not ${JSON.stringify(sample)}.`,
          )
        }
        if (store === DEFAULT_STORE) makeWorkingFolder(terminal.cwd)
        const count = (): number => (isThere(place) ? listIdsSync(store, { cwd: terminal.cwd }).length : 0)
        const before = count()
        const code = await runCommand(command, args, {
          ...process.env,
          RETRIAL_RECORD: `${location.kind}:${location.path}`,
          ...(sample === undefined ? {} : { RETRIAL_RECORD_SAMPLE: sample }),
        })
        const recorded = count() - before
        terminal.note(`Retrial  ${recorded} recorded in ${store}`)
        if (recorded === 0) terminal.note(NOTHING_RECORDED)
        return code
      }),
    )

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

function runCommand(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', env })
  const handlers = FORWARDED.map((signal) => {
    // A terminal sends Ctrl-C to the whole group: the command has it already.
    const pass = (): void => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    process.on(signal, pass)
    return () => process.off(signal, pass)
  })
  return new Promise<number>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        new UsageError(
          'INVALID_OPTION',
          `The command ${JSON.stringify(command)} could not be started: ${error.message}`,
        ),
      )
    })
    child.once('close', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]))
    })
  }).finally(() => {
    for (const remove of handlers) remove()
  })
}
