import { describeIsolation, vitestRunner } from '@retrial/fixtures/adapters'

for (const pool of ['forks', 'threads', 'vmForks', 'vmThreads'] as const) {
  describeIsolation(vitestRunner({ pool }))
}
