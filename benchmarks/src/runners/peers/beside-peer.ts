import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Files } from '@retrial/fixtures/run-project'
import { compare, type Compared } from '../compare.js'
import { caseFiles } from '../many-tests.js'
import { timedCommand, type Taken } from '../timed-run.js'
import type { InstalledPeer } from './install-peer.js'
import type { Peer } from './peer.js'

/** A plain test file beside those of the peer. */
const PLAIN: Files = {
  'vitest.plain.mjs': 'export default { test: { globals: true, maxWorkers: 1 } }\n',
  'plain/answer.test.mjs': `import { answer, cases } from '../answer.cjs'

test.each(cases.map(({ output }, index) => [index, output]))('case %i', async (index, output) => {
  expect(await answer(index)).toEqual(output)
})
`,
}
const PLAIN_COMMAND = ['vitest', 'run', '--config', 'vitest.plain.mjs', 'plain/'] as const

/** Where `WRONG` is set the last answer is another. */
const ANSWER: Files = {
  'answer.cjs': `const cases = require('./cases.json')
exports.cases = cases
exports.answer = async (index) => {
  const output = structuredClone(cases[index].output)
  return process.env.WRONG !== undefined && index === cases.length - 1 ? [output, 'wrong'] : output
}
`,
}

/**
 * The same answers, judged by the peer and by tests with `toEqual`, in turn, in one project and by one Node.
 *
 * @throws Error where one of them fails, or does not fail when an answer is wrong.
 */
export function besidePeer(peer: Peer, installed: InstalledPeer, rounds: number): Compared[] {
  const { folder, node, versionOf, binOf } = installed
  write(folder, { ...caseFiles(), ...ANSWER, ...PLAIN, ...peer.files })
  const run = ([bin, ...args]: Peer['command'], env = {}): Taken =>
    timedCommand(folder, [node, binOf(bin), ...args], { ...peer.env, ...env })
  for (const command of [PLAIN_COMMAND, peer.command]) {
    if (!fails(() => run(command, { WRONG: '1' })))
      throw new Error(`${command.join(' ')} passes though an answer is wrong`)
  }
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim()
  return compare(
    [
      { name: `vitest ${versionOf('vitest')}, Node ${version.slice(1)}`, run: () => run(PLAIN_COMMAND) },
      { name: `${peer.name} ${versionOf(peer.name)}`, run: () => run(peer.command) },
    ],
    rounds,
  )
}

function fails(run: () => unknown): boolean {
  try {
    run()
    return false
  } catch {
    return true
  }
}

function write(folder: string, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}
