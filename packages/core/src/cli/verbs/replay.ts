import { dirname, resolve } from 'node:path'
import { readFileSync } from '../../kept-fs.js'
import { isCi } from '../../ci.js'
import { UsageError } from '../../errors.js'
import { nodeCrypto } from '../../node-crypto.js'
import { policyFromFile } from '../../policy/data/policy-from-file.js'
import { checkLiveAllowed } from '../../replay/live-allowed.js'
import { ReplayEngine } from '../../replay/replay-engine.js'
import { runMode } from '../../run-mode.js'
import { storeName } from '../../store/store-name.js'
import { EXIT, type ExitCode } from '../exit-code.js'
import { checkIsThere, withStore } from '../open-chosen.js'
import { STORE_OPTION } from '../options/chosen-store.js'
import { queryOf, withQuery, type QueryOptions } from '../options/query.js'
import { loadProject, type Project } from '../project.js'
import { liveSettings, type LiveOptions } from '../replay/live/live-options.js'
import { replayLive } from '../replay/live/replay-live.js'
import { loadDecisions } from '../replay/load-decisions.js'
import { concludeRun } from '../replay/conclude-run.js'
import { atLeastOne, modeOf, passOf } from '../replay/replay-options.js'
import { replayRecordings } from '../replay/replay-recordings.js'
import type { ReplayRun } from '../replay/replay-run.js'
import { isInShard, parseShard } from '../replay/shard-of.js'
import { targetIds } from '../replay/targets.js'
import type { Terminal } from '../terminal.js'
import { newVerb, type Verb } from '../verb.js'

interface Options extends QueryOptions, LiveOptions {
  readonly import?: readonly string[]
  readonly store?: string
  readonly policy?: string
  readonly mode?: string
  readonly trials?: string
  readonly pass?: string
  readonly concurrency?: string
  readonly timeout?: string
  readonly shard?: string
  readonly resume?: boolean
  readonly live?: boolean
  readonly output?: string
}

const repeated = (file: string, files: readonly string[] = []): string[] => [...files, file]

export const replay: Verb = (terminal, ends) =>
  withQuery(
    newVerb('replay', 'Runs decisions again on their recordings, and judges what they come to.', [
      ['replay --import ./src/triage.ts', 'all baselines of the decisions that this file defines'],
      ["replay 'refunds/*' --policy steady.yaml", 'some of them, under a policy'],
      ['replay --store sqlite:prod.db --shard 1/4', 'a part of what was recorded elsewhere'],
      ['replay --live --trials 5 --max-cost 2', 'asks the real models, for drift; stops at the budget'],
      ['replay --resume', 'goes on where the last one was stopped'],
    ])
      .argument('[ids...]', 'ids, or patterns such as refunds/* (default: all)')
      .option('--import <file>', 'a file that defines decisions; may be repeated', repeated)
      .option('--policy <file>', 'a policy in a .json or .yaml file')
      .option('--mode <mode>', 'strict or tolerant')
      .option('--trials <n>', 'how often each is run')
      .option('--pass <rule>', 'how many trials must match: all, majority, any, or a share such as 0.8')
      .option('--concurrency <n>', 'replays at once (default: 4; live: one)')
      .option('--timeout <ms>', 'milliseconds that a replay may take')
      .option('--shard <i/n>', 'a part of the recordings, by their ids')
      .option('--resume', 'go on with what a run that was stopped has left')
      .option('--live', 'ask the world instead of the recordings: this costs what the calls cost')
      .option('--max-calls <n>', 'with --live: stop before more requests than this')
      .option('--max-tokens <n>', 'with --live: stop before more tokens than this')
      .option('--max-cost <dollars>', 'with --live: stop before it costs more than this')
      .option('-o, --output <file>', 'where the report goes (default: .retrial/report.json)')
      .option(...STORE_OPTION),
  ).action(ends((ids: string[], options: Options) => work(terminal, ids, options)))

async function work(terminal: Terminal, patterns: readonly string[], options: Options): Promise<ExitCode> {
  const { cwd } = terminal
  const project = loadProject(cwd)
  const configured = project.config?.config ?? {}
  const configuredMode = runMode(configured.runMode)
  if (configuredMode === 'off') {
    throw new UsageError('SWITCHED_OFF', 'Nothing was run: the mode is off (RETRIAL_MODE).')
  }
  const live = liveSettings(options, configured.live)
  if (options.live === true) checkLiveAllowed('retrial replay --live', configuredMode)
  const place = options.store === undefined ? project.baselines : { store: options.store, storeRoot: cwd }
  const query = queryOf(options)
  const policyFile = options.policy === undefined ? undefined : resolve(cwd, options.policy)
  const policy = policyFile === undefined ? undefined : policyFromFile(policyFile)
  const mode = options.mode === undefined ? (configured.mode ?? 'tolerant') : modeOf(options.mode)
  const trials = options.trials === undefined ? 1 : atLeastOne('--trials', options.trials)
  const pass = options.pass === undefined ? undefined : passOf(options.pass)
  if (pass !== undefined && trials === 1) {
    throw new UsageError(
      'INVALID_OPTION',
      '--pass says how many of several trials must match: give --trials as well.',
    )
  }
  const concurrency = options.concurrency === undefined ? 4 : atLeastOne('--concurrency', options.concurrency)
  const timeoutMs = options.timeout === undefined ? undefined : atLeastOne('--timeout', options.timeout)
  const shard = options.shard === undefined ? undefined : parseShard(options.shard)
  checkIsThere(place)
  const files = importedFiles(cwd, options.import, project)
  await loadDecisions(files)
  return withStore(place, { readOnly: true }, async (store) => {
    const found = await targetIds(store, place, patterns, query)
    const ids = shard === undefined ? found : found.filter((id) => isInShard(id, shard))
    const run: ReplayRun = {
      ...{ terminal, place, store, ids, policy, mode, trials, pass, timeoutMs, concurrency },
      engine: new ReplayEngine(store, { mode }),
      resume: options.resume === true,
      key: keyOf(
        options,
        storeName(place.store, place.storeRoot, cwd),
        mode,
        [policyFile ?? [], files].flat(),
      ),
      keepsPending: options.live !== true && !isCi() && configuredMode !== 'replay',
    }
    const isPart = patterns.length > 0 || Object.keys(query).length > 0
    const extent = {
      ...(shard === undefined ? {} : { shard }),
      ...(isPart ? { partial: 'only some of the recordings were asked for' } : {}),
      ...(options.output === undefined ? {} : { output: options.output }),
    }
    if (found.length === 0) {
      terminal.note(`retrial: there is nothing to replay in ${place.store}: nothing was checked.`)
      return EXIT.evidence
    }
    const replayed = options.live === true ? await replayLive(run, live) : await replayRecordings(run)
    return concludeRun(run, replayed, extent)
  })
}

function importedFiles(cwd: string, given: readonly string[] | undefined, { config }: Project): string[] {
  if (given !== undefined) return given.map((file) => resolve(cwd, file))
  return (config?.config.imports ?? []).map((file) => resolve(dirname(config?.file ?? ''), file))
}

/** All that the result of a recording depends on, as far as files and options say it. */
function keyOf(options: Options, store: string, mode: string, files: readonly string[]): string {
  const { trials, pass, timeout, live } = options
  const texts = files.map((file) => readFileSync(file, 'utf8'))
  const all = JSON.stringify([store, mode, trials, pass, timeout, live, files, texts])
  return nodeCrypto.createHash('sha256').update(all).digest('hex')
}
