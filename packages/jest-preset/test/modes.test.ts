import { describeModes, jestRunner } from '@retrial/fixtures/adapters'

describeModes(jestRunner({ workers: true }))
