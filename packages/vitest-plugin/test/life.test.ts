import { describeLife, vitestRunner } from '@retrial/fixtures/adapters'

for (const pool of ['forks', 'threads', 'vmForks', 'vmThreads'] as const) {
  describeLife(vitestRunner({ pool }))
}
describeLife(vitestRunner({ pool: 'forks', isolate: false }))
describeLife(vitestRunner({ pool: 'threads', isolate: false }))
