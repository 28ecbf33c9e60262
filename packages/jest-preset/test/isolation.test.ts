import { describeIsolation, jestRunner } from '@retrial/fixtures/adapters'

for (const modules of ['commonjs', 'esm'] as const) describeIsolation(jestRunner({ modules }))
