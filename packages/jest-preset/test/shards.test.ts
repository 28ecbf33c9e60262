import { describeShards, jestRunner } from '@retrial/fixtures/adapters'

describeShards(jestRunner({ workers: true }))
