import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runNode, type ChildResult } from './run-child'

const example = fileURLToPath(new URL('..', import.meta.url))
// Inside the example, so that its packages resolve; a copy, so that the rule can be edited for real.
const copy = join(example, '.test-artifacts', 'demo')
const COPIED = ['src', 'test', 'scripts', 'package.json', 'tsconfig.json', 'vitest.config.ts']

const RULE = 'gold: { upTo: 200, withinDays: 60 }'
const EDITED_RULE = 'gold: { upTo: 100, withinDays: 60 }'
/** The field is not in the lines of the test that the runner shows: only a report can name it. */
const VIOLATION = ['refunds/gold-customer', 'output.refund']

const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs')
const runTests = (): Promise<ChildResult> => runNode([vitest, 'run'], copy)

async function editRule(): Promise<void> {
  const path = join(copy, 'src', 'refund-policy.ts')
  const before = await readFile(path, 'utf8')
  const after = before.replace(RULE, EDITED_RULE)
  if (after === before) throw new Error(`The rule to edit is not in src/refund-policy.ts: ${RULE}`)
  await writeFile(path, after)
}

function step(text: string): void {
  console.log(`\n━━ ${text}\n`)
}

function check(holds: boolean, problem: string): void {
  if (!holds) throw new Error(problem)
}

async function demo(): Promise<void> {
  await rm(copy, { recursive: true, force: true })
  await mkdir(copy, { recursive: true })
  for (const name of COPIED) await cp(join(example, name), join(copy, name), { recursive: true })

  step('1. Record: the providers are up, the decisions run for real')
  const recording = await runNode(['--import', 'tsx', 'scripts/record.ts'], copy)
  check(recording.exitCode === 0, 'recording failed')

  step('2. Replay: the providers are down, there is no API key, the code has not changed')
  const unchanged = await runTests()
  check(unchanged.exitCode === 0, 'the replay of unchanged code did not pass')

  step(`3. Change a rule and replay\n\n   src/refund-policy.ts\n   - ${RULE}\n   + ${EDITED_RULE}`)
  await editRule()
  const changed = await runTests()
  check(changed.exitCode === 1, `the changed rule ended with exit code ${String(changed.exitCode)}, not 1`)
  check(/violation/i.test(changed.output), 'the report names no violation')
  for (const part of VIOLATION) check(changed.output.includes(part), `the report does not name ${part}`)
}

try {
  await demo()
  console.log('\n━━ As it should be: unchanged code passed, the changed rule was caught as a violation.\n')
} catch (error) {
  console.error(
    `\n━━ The demo did not go as it should: ${error instanceof Error ? error.message : String(error)}\n`,
  )
  process.exitCode = 1
} finally {
  await rm(copy, { recursive: true, force: true })
}
