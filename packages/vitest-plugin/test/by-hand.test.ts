import { describeByHand, vitestRunner } from '@retrial/fixtures/adapters'

const REPORTER = '@retrial/vitest-plugin/reporter'
const byHand = (pool: 'forks' | 'vmThreads', isolate: boolean, reporters: readonly unknown[]) =>
  vitestRunner({
    config: `export default {
  test: {
    globals: true,
    pool: '${pool}',
    isolate: ${isolate},
    maxWorkers: 1,
    setupFiles: ['@retrial/vitest-plugin/setup'],
    reporters: ${JSON.stringify(reporters)},
  },
}
`,
    ...{ pool, isolate },
  })

for (const [pool, isolate] of [
  ['forks', true],
  ['forks', false],
  ['vmThreads', true],
] as const) {
  describeByHand({
    alone: byHand(pool, isolate, ['default']),
    both: byHand(pool, isolate, ['default', REPORTER]),
    withOptions: byHand(pool, isolate, ['default', [REPORTER, { store: 'dir:own' }]]),
  })
}
