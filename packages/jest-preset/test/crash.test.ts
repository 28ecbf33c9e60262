import { describeCrash, jestRunner } from '@retrial/fixtures/adapters'

describeCrash(jestRunner({ workers: true }))
