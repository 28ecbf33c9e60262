import { describeValues, jestRunner } from '@retrial/fixtures/adapters'

for (const modules of ['commonjs', 'esm'] as const) describeValues(jestRunner({ modules }))
