import { describeConfig, vitestRunner } from '@retrial/fixtures/adapters'

describeConfig(vitestRunner({ pool: 'vmThreads' }))
