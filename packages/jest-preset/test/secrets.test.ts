import { describeSecrets, jestRunner } from '@retrial/fixtures/adapters'

for (const modules of ['commonjs', 'esm'] as const) describeSecrets(jestRunner({ modules }))
