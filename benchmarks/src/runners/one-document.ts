import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createProject } from '@retrial/fixtures/run-project'
import { contents } from '../samples.js'
import { ONCE, runnerFiles, testFile } from './runner-files.js'
import { timedRun, type RunnerName } from './timed-run.js'

/** Of each size. */
const DOCUMENTS = 30
/** Characters of a document, at most. What the two take grows with it, but not alike. */
const SIZES = [2_000, 6_000, 16_000]

/** Medians of one assertion, in microseconds, and the median of the ratios of rounds. */
export interface OneDocument {
  readonly snapshot: { readonly wall: number; readonly cpu: number }
  readonly replay: { readonly wall: number; readonly cpu: number }
  readonly ratio: { readonly wall: number; readonly cpu: number }
}

export interface DocumentsOfSize {
  /** Characters, at most. */
  readonly size: number
  readonly all: OneDocument
  readonly warm: OneDocument
}

/**
 * One `toReplayMatching` of a real document against one `toMatchSnapshot` of it, in turn, in one process: over all
 * rounds, in most of which V8 still compiles, and over the last fifth of them, where it has compiled much of both.
 */
export function oneDocument(runner: RunnerName, rounds: number): DocumentsOfSize[] {
  const groups = documentsBySize()
  const project = createProject({
    ...runnerFiles(runner, 'ours'),
    'cases.json': JSON.stringify(groups.map(({ documents }) => documents)),
    'answer.cjs': `const groups = require('./cases.json')
const cases = groups.flat()
exports.groups = groups.map((group) => group.map((document) => cases.indexOf(document)))
exports.answer = require('@retrial/core/decision').decision('answer', async (index) => structuredClone(cases[index]))
`,
    ...testFile(
      runner,
      'test/document',
      { '../answer.cjs': 'answer, groups', 'node:fs': 'writeFileSync' },
      `test('documents', async () => {
  if (process.env.RECORDING) {
    for (const index of groups.flat()) await expect(() => answer(index)).toHaveNoDiffFrom('document/' + index)
  }
  const rounds = groups.map(() => [])
  const timed = async (each, group) => {
    const [wall, cpu] = [performance.now(), process.cpuUsage()]
    for (const index of group) await each(index)
    const { user, system } = process.cpuUsage(cpu)
    return { wall: (performance.now() - wall) * 1000 / group.length, cpu: (user + system) / group.length }
  }
  const ways = {
    snapshot: async (index) => { expect(await answer(index)).toMatchSnapshot() },
    replay: async (index) => { await expect('document/' + index).toReplayMatching() },
  }
  for (let round = 0; round < ${rounds}; round++) {
    for (const [size, group] of groups.entries()) {
      const taken = {}
      for (const name of round % 2 === 0 ? ['snapshot', 'replay'] : ['replay', 'snapshot']) taken[name] = await timed(ways[name], group)
      rounds[size].push(taken)
    }
  }
  writeFileSync('rounds.json', JSON.stringify(rounds))
}, 600_000)
`,
    ),
  })
  try {
    timedRun(project.folder, runner, ONCE[runner], { RECORDING: '1' })
    timedRun(project.folder, runner, ONCE[runner])
    const taken = JSON.parse(readFileSync(join(project.folder, 'rounds.json'), 'utf8')) as Round[][]
    return groups.map(({ size }, index) => ({
      size,
      // The first round loads and compiles what the others only run.
      all: summed(taken[index]?.slice(1) ?? []),
      warm: summed(taken[index]?.slice(-Math.ceil(rounds / 5)) ?? []),
    }))
  } finally {
    project.remove()
  }
}

/** Documents of each size that there are any of, as many as are wanted, from all over the list. */
function documentsBySize(): { size: number; documents: unknown[] }[] {
  const documents = contents().map(({ outputs }) => ({ outputs, length: JSON.stringify(outputs).length }))
  return SIZES.flatMap((size, index) => {
    const above = SIZES[index - 1] ?? 0
    const ofSize = documents.filter(({ length }) => length > above && length <= size)
    const step = Math.max(1, Math.floor(ofSize.length / DOCUMENTS))
    const chosen = ofSize.filter((_, at) => at % step === 0).slice(0, DOCUMENTS)
    return chosen.length === 0 ? [] : [{ size, documents: chosen.map(({ outputs }) => outputs) }]
  })
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
