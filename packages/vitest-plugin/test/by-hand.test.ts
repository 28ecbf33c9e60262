import {
  createProject,
  describeByHand,
  plainDecision,
  summaryOf,
  vitestRunner,
} from '@retrial/fixtures/adapters'
import { expect, test } from 'vitest'

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

test('beside the plugin it is no second time', async () => {
  const runner = vitestRunner({
    config: `import { retrial } from '@retrial/vitest-plugin'
export default {
  plugins: [retrial()],
  test: { globals: true, setupFiles: ['@retrial/vitest-plugin/setup'], reporters: ['default', '${REPORTER}'] },
}
`,
  })
  const project = createProject({ ...runner.files, ...plainDecision() })
  try {
    const run = await runner.run(project)

    expect(run.code, run.stdout + run.stderr).toBe(0)
    expect(summaryOf(run)[0]).toContain('recorded')
    expect(run.stderr.match(/^ Retrial /gm)).toHaveLength(1)
  } finally {
    project.remove()
  }
})
