import { describeSecrets, vitestRunner } from '@retrial/fixtures/adapters'

describeSecrets(vitestRunner())
describeSecrets(vitestRunner({ pool: 'vmThreads' }))
