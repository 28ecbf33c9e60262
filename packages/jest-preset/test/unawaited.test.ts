import { describeUnawaited, jestRunner } from '@retrial/fixtures/adapters'

describeUnawaited(jestRunner())
describeUnawaited(jestRunner({ modules: 'esm', workers: true }))
