import type { Peer } from './peer.js'

export const EVALITE: Peer = {
  name: 'evalite',
  packages: { evalite: '~0.19.0' },
  scripts: ['better-sqlite3'],
  files: {
    'peer/answer.eval.ts': `import { evalite } from 'evalite'
import { isDeepStrictEqual } from 'node:util'
import { answer, cases } from '../answer.cjs'

evalite('answer', {
  data: async () => cases.map(({ output }, index) => ({ input: index, expected: output })),
  task: async (index) => answer(index),
  scorers: [
    { name: 'equal', scorer: ({ output, expected }) => (isDeepStrictEqual(output, expected) ? 1 : 0) },
  ],
})
`,
  },
  // Without a threshold an answer that differs does not fail it.
  command: ['evalite', 'run', 'peer/answer.eval.ts', '--threshold=100'],
}
