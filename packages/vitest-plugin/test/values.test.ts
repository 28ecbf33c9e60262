import { describeValues, vitestRunner } from '@retrial/fixtures/adapters'

for (const pool of ['forks', 'threads', 'vmForks', 'vmThreads'] as const) {
  describeValues(vitestRunner({ pool }))
}
