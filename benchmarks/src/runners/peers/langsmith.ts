import type { Peer } from './peer.js'

export const LANGSMITH: Peer = {
  name: 'langsmith',
  packages: { langsmith: '~0.12.0' },
  files: {
    'vitest.peer.mjs':
      "export default { test: { maxWorkers: 1, reporters: ['langsmith/vitest/reporter'] } }\n",
    // Its own `expect` has no matchers under vitest 4.1.
    'peer/answer.test.mjs': `import * as ls from 'langsmith/vitest'
import { expect } from 'vitest'
import { answer, cases } from '../answer.cjs'

const examples = cases.map(({ output }, index) => ({ inputs: { index }, referenceOutputs: { output } }))

ls.describe('answer', () => {
  ls.test.each(examples)('a case', async ({ inputs, referenceOutputs }) => {
    const output = await answer(inputs.index)
    ls.logOutputs({ output })
    expect(output).toEqual(referenceOutputs.output)
  })
})
`,
  },
  command: ['vitest', 'run', '--config', 'vitest.peer.mjs', 'peer/'],
  env: { LANGSMITH_TEST_TRACKING: 'false' },
}
