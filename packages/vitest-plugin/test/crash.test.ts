import { describeCrash, describeKilledWorker, vitestRunner } from '@retrial/fixtures/adapters'

describeCrash(vitestRunner({ pool: 'forks' }), ['exits', 'fails'])
describeCrash(vitestRunner({ pool: 'threads' }), ['exits', 'fails'])
describeKilledWorker(vitestRunner())
