import { describeProperties, jestRunner } from '@retrial/fixtures/adapters'

describeProperties(jestRunner({ workers: true }))
