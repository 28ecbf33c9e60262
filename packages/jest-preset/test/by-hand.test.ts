import { describeByHand, jestRunner } from '@retrial/fixtures/adapters'

const REPORTER = '@retrial/jest-preset/reporter'
const byHand = (modules: 'commonjs' | 'esm', reporters: readonly unknown[]) =>
  jestRunner({
    ...{ modules, workers: true },
    config: { preset: null, setupFilesAfterEnv: ['@retrial/jest-preset/setup'], reporters },
  })

for (const modules of ['commonjs', 'esm'] as const) {
  describeByHand({
    alone: byHand(modules, ['default']),
    both: byHand(modules, ['default', REPORTER]),
    withOptions: byHand(modules, ['default', [REPORTER, { store: 'dir:own' }]]),
  })
}
