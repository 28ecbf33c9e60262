import { describeCaret, vitestRunner } from '@retrial/fixtures/adapters'

describeCaret(vitestRunner({ pool: 'forks' }))
describeCaret(vitestRunner({ pool: 'vmThreads' }))
