import { describeUnawaited, vitestRunner } from '@retrial/fixtures/adapters'

describeUnawaited(vitestRunner({ pool: 'forks' }))
describeUnawaited(vitestRunner({ pool: 'threads', isolate: false }))
