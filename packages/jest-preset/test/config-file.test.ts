import { describeConfig, jestRunner } from '@retrial/fixtures/adapters'

describeConfig(jestRunner({ workers: true }))
