import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createProject } from '@retrial/fixtures/run-project'
import { contents } from '../samples.js'
import { ONCE, runnerFiles, testFile } from './runner-files.js'
import { timedRun, type RunnerName } from './timed-run.js'

const DOCUMENTS = 60

/** Medians of one assertion, in microseconds, and the median of the ratios of rounds. */
export interface OneDocument {
  readonly snapshot: { readonly wall: number; readonly cpu: number }
  readonly replay: { readonly wall: number; readonly cpu: number }
  readonly ratio: { readonly wall: number; readonly cpu: number }
}

/**
 * One `toReplayMatching` of a real document against one `toMatchSnapshot` of it, in turn, in one process: over all
 * rounds, in most of which V8 still compiles, and over the last fifth of them, where it has compiled much of both.
 */
export function oneDocument(runner: RunnerName, rounds: number): { all: OneDocument; warm: OneDocument } {
  const all = contents()
  const step = Math.max(1, Math.floor(all.length / DOCUMENTS))
  const outputs = all
    .filter((_, index) => index % step === 0)
    .slice(0, DOCUMENTS)
    .map(({ outputs }) => outputs)
  const project = createProject({
    ...runnerFiles(runner, 'ours'),
    'cases.json': JSON.stringify(outputs),
    'answer.cjs': `const cases = require('./cases.json')
exports.cases = cases
exports.answer = require('@retrial/core/decision').decision('answer', async (index) => structuredClone(cases[index]))
`,
    ...testFile(
      runner,
      'test/document',
      { '../answer.cjs': 'answer, cases', 'node:fs': 'writeFileSync' },
      `test('documents', async () => {
  if (process.env.RECORDING) {
    for (const index of cases.keys()) await expect(() => answer(index)).toHaveNoDiffFrom('document/' + index)
  }
  const rounds = []
  const timed = async (each) => {
    const [wall, cpu] = [performance.now(), process.cpuUsage()]
    for (const index of cases.keys()) await each(index)
    const { user, system } = process.cpuUsage(cpu)
    return { wall: (performance.now() - wall) * 1000 / cases.length, cpu: (user + system) / cases.length }
  }
  const ways = {
    snapshot: async (index) => { expect(await answer(index)).toMatchSnapshot() },
    replay: async (index) => { await expect('document/' + index).toReplayMatching() },
  }
  for (let round = 0; round < ${rounds}; round++) {
    const taken = {}
    for (const name of round % 2 === 0 ? ['snapshot', 'replay'] : ['replay', 'snapshot']) taken[name] = await timed(ways[name])
    rounds.push(taken)
  }
  writeFileSync('rounds.json', JSON.stringify(rounds))
}, 600_000)
`,
    ),
  })
  try {
    timedRun(project.folder, runner, ONCE[runner], { RECORDING: '1' })
    timedRun(project.folder, runner, ONCE[runner])
    const taken = JSON.parse(readFileSync(join(project.folder, 'rounds.json'), 'utf8')) as Round[]
    // The first round loads and compiles what the others only run.
    return { all: summed(taken.slice(1)), warm: summed(taken.slice(-Math.ceil(rounds / 5))) }
  } finally {
    project.remove()
  }
}

type Round = Pick<OneDocument, 'snapshot' | 'replay'>

function summed(rounds: readonly Round[]): OneDocument {
  const each = (value: (round: Round, by: 'wall' | 'cpu') => number): OneDocument['ratio'] => ({
    wall: median(rounds.map((round) => value(round, 'wall'))),
    cpu: median(rounds.map((round) => value(round, 'cpu'))),
  })
  return {
    snapshot: each(({ snapshot }, by) => snapshot[by]),
    replay: each(({ replay }, by) => replay[by]),
    ratio: each(({ snapshot, replay }, by) => replay[by] / snapshot[by]),
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
