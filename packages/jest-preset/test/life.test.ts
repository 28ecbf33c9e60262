import { describeLife, jestRunner } from '@retrial/fixtures/adapters'

for (const modules of ['commonjs', 'esm'] as const) {
  for (const workers of [false, true]) describeLife(jestRunner({ modules, workers }))
}
