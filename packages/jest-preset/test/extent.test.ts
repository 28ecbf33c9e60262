import { describeExtent, jestRunner } from '@retrial/fixtures/adapters'

describeExtent(jestRunner({ workers: true }))
