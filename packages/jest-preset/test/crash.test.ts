import { describeCrash, describeKilledWorker, jestRunner } from '@retrial/fixtures/adapters'

describeCrash(jestRunner({ workers: true }))
// There the process that ends is that of the reporter.
describeCrash(jestRunner(), ['exits', 'fails'])
describeKilledWorker(jestRunner({ workers: true }))
