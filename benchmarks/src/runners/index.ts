/**
 * What ours costs in vitest and jest. Runs of whole runners, in turn; ratios and differences of neighbours, not times.
 *
 *     npm run bench:runners                  all of it
 *     npm run bench:runners -- --rounds=21   more rounds, for a noisy machine
 *     npm run bench:runners -- setup jest    some of it, by words: setup, tests, rows, document, vitest, jest
 *     npm run bench:runners -- peers         peers on the same decisions; installs them, so only where it is asked for
 *     npm run bench:runners -- peers evalite one of them: vitest-evals, langsmith, evalite, promptfoo
 */
import type { Compared } from './compare.js'
import { DECISIONS, manyTests } from './many-tests.js'
import { manyRows, ROWS } from './many-rows.js'
import { oneDocument } from './one-document.js'
import { PEER_NAMES, peers } from './peers/index.js'
import { FILES, setupCost } from './setup-cost.js'
import type { RunnerName } from './timed-run.js'

const words = process.argv.slice(2)
const given = words.find((word) => word.startsWith('--rounds='))
const rounds = given === undefined ? 11 : Number(given.slice('--rounds='.length))
const isWanted = (name: string, of: readonly string[]): boolean =>
  words.includes(name) || !words.some((word) => of.includes(word))
const RUNNERS: readonly RunnerName[] = ['vitest', 'jest']
const runners = RUNNERS.filter((runner) => isWanted(runner, RUNNERS))
const PARTS = ['setup', 'tests', 'rows', 'document', 'peers']

if (isWanted('setup', PARTS)) {
  head(`The setup file, ${FILES} isolated test files that use no matcher: milliseconds more a file. Goal: 5.`)
  for (const runner of runners)
    table(
      setupCost(runner, rounds),
      ({ more }) => (more.wall * 1000) / FILES,
      ({ more }) => (more.cpu * 1000) / FILES,
    )
}
if (isWanted('tests', PARTS)) {
  head(`${DECISIONS} decisions as tests, whole run: ratio to the same with toEqual. Goal: 1.15.`)
  for (const runner of runners)
    table(
      manyTests(runner, rounds),
      ({ ratio }) => ratio.wall,
      ({ ratio }) => ratio.cpu,
    )
}
if (isWanted('rows', PARTS)) {
  head(`${ROWS} rows from their assertions to the end of the run: seconds more a run. Goal: 0.3.`)
  for (const runner of runners)
    table(
      manyRows(runner, rounds),
      ({ more }) => more.wall,
      ({ more }) => more.cpu,
    )
}
if (isWanted('document', PARTS)) {
  head('One toReplayMatching against one toMatchSnapshot of the same document, microseconds. Goal: below 1.')
  for (const runner of runners) {
    for (const { size, ...taken } of oneDocument(runner, rounds * 4)) {
      for (const when of ['all', 'warm'] as const) {
        const { snapshot, replay, ratio } = taken[when]
        const name = `${runner}${when === 'warm' ? ' (warm)' : ''}, to ${size / 1_000} KB`
        row(`${name}, toMatchSnapshot`, snapshot.wall, snapshot.cpu, 1, 1, 0)
        row(`${name}, toReplayMatching`, replay.wall, replay.cpu, ratio.wall, ratio.cpu, 0)
      }
    }
  }
}
if (words.includes('peers')) {
  head(
    `${DECISIONS} decisions, whole run: ratio to the same as plain tests with toEqual, by the same vitest and Node.`,
  )
  for (const [name, found] of peers(
    PEER_NAMES.filter((name) => isWanted(name, PEER_NAMES)),
    rounds,
  )) {
    if (typeof found === 'string') console.log(`${name} is not compared: ${found}`)
    else
      table(
        found,
        ({ ratio }) => ratio.wall,
        ({ ratio }) => ratio.cpu,
      )
  }
}

function head(title: string): void {
  console.log(`\n${title}\n${''.padEnd(40)}      wall       cpu  |      wall       cpu`)
}

function table(
  all: readonly Compared[],
  wall: (one: Compared) => number,
  cpu: (one: Compared) => number,
): void {
  for (const one of all) row(one.name, one.taken.wall, one.taken.cpu, wall(one), cpu(one), 3)
}

function row(name: string, wall: number, cpu: number, byWall: number, byCpu: number, digits: number): void {
  const [a = '', b = ''] = [wall, cpu].map((value) => value.toFixed(digits).padStart(10))
  const [c = '', d = ''] = [byWall, byCpu].map((value) => value.toFixed(2).padStart(10))
  console.log(`${name.padEnd(40)}${a}${b}  |${c}${d}`)
}
