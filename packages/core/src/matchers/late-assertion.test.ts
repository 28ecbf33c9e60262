import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../store/testing/temporary-folder.js'
import { bundled } from '../testing/bundled.js'
import { Attempt } from './attempt.js'
import type { MatcherContext } from './context.js'
import { createMatchers } from './create-matchers.js'
import { lateRow } from './late-assertion.js'
import type { LostAssertion } from './not-awaited.js'
import { matcherContext } from './testing/matcher-context.js'

const late: LostAssertion = {
  name: 'toReplayMatching',
  hint: () => '',
  stack: () => '    at helper (/project/helper.ts:1:1)\n    at /project/a.test.ts:12:3',
}

test('its row does not hold, and says where it stands', () => {
  expect(lateRow(late, '/project/a.test.ts')).toMatchObject({
    kind: 'not-made',
    id: 'toReplayMatching()',
    ok: false,
    location: { line: 12, column: 3 },
    details: ['NOT_AWAITED: it began when its test file was over; await what calls it'],
  })
  expect(lateRow(late, undefined)).not.toHaveProperty('location')
})

test('nobody else is told, as all that is left is another test file', async () => {
  const told: LostAssertion[] = []
  const matchers = createMatchers({
    acceptCommand: 'jest -u',
    wraps: 0,
    tellLate: (assertion) => told.push(assertion) > 0,
    attempt: () => {
      throw new Error('its test is over')
    },
  })
  const context = { promise: '', utils: {} } as unknown as MatcherContext
  const one = matchers.toHaveNoDiffFrom.call(context, 1, 'refunds/one')
  const settled = await Promise.race([one, new Promise((resolve) => setTimeout(resolve, 20, 'open'))])

  expect(settled).toBe('open')
  expect(told.map(({ name }) => name)).toEqual(['toHaveNoDiffFrom'])
  expect(told[0]?.stack()).toContain('late-assertion.test.ts')
})

test(
  'where nobody reports it the process ends with 1, and goes on until then',
  { timeout: 60_000 },
  async () => {
    const built = await bundled(new URL('./late-assertion.ts', import.meta.url), ['esm'])
    const script = join(temporaryFolder(), 'late.mjs')
    writeFileSync(
      script,
      `import { failLate } from ${JSON.stringify(pathToFileURL(join(built, 'late-assertion.mjs')).href)}
failLate({ name: 'toReplayMatching', hint: () => '', stack: () => '    at /project/a.test.ts:12:3' })
setTimeout(() => console.log('went on'), 20)
`,
    )
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' })

    expect(status).toBe(1)
    expect(stdout).toBe('went on\n')
    expect(stderr)
      .toBe(`toReplayMatching()  NOT_AWAITED: it began when its test file was over; await what calls it
    at /project/a.test.ts:12:3
`)
  },
)

test.each([false, true])('what is still open at the end of its test passes then: .not %s', async (isNot) => {
  const attempt = new Attempt({ report: () => undefined })
  const matchers = createMatchers({ acceptCommand: 'jest -u', wraps: 0, attempt: () => attempt })
  const context = matcherContext({ promise: '', isNot })
  // Waits for the store, which is not there.
  const open = matchers.toReplayMatching.call(context, 'no/such')
  void open.then(() => undefined)
  await expect(attempt.end()).rejects.toMatchObject({ code: 'NOT_AWAITED' })

  expect(await open).toMatchObject({ pass: !isNot })
})
