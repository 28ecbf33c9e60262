import { describeUnloaded, jestRunner } from '@retrial/fixtures/adapters'

describeUnloaded(jestRunner({ workers: true }))
