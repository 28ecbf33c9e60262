import { describeIsolation, nodeRunner } from '@retrial/fixtures/adapters'

for (const modules of ['commonjs', 'esm'] as const)
  describeIsolation(nodeRunner(modules, 'test/isolation.test.ts'))
