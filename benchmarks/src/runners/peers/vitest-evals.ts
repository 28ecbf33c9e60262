import type { Peer } from './peer.js'

export const VITEST_EVALS: Peer = {
  name: 'vitest-evals',
  packages: { 'vitest-evals': '~0.16.1' },
  files: {
    'vitest.peer.mjs': "export default { test: { maxWorkers: 1, reporters: ['vitest-evals/reporter'] } }\n",
    'peer/answer.test.mjs': `import { expect } from 'vitest'
import { createHarness, describeEval } from 'vitest-evals'
import { answer, cases } from '../answer.cjs'

const events = [{ type: 'message', role: 'user', content: 'a case' }]
const harness = createHarness({ name: 'answer', run: async ({ input }) => ({ output: await answer(input), events }) })

describeEval('answer', { harness }, (it) => {
  it.for(cases.map(({ output }, index) => ({ index, output })))('case $index', async ({ index, output }, { run }) => {
    const result = await run(index)
    expect(result.output).toEqual(output)
  })
})
`,
  },
  command: ['vitest', 'run', '--config', 'vitest.peer.mjs', 'peer/'],
}
