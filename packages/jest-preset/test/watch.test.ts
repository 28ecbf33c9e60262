import { describeWatch, jestRunner } from '@retrial/fixtures/adapters'

describeWatch(jestRunner({ workers: true }), ['--watchAll', '--maxWorkers=2'])
