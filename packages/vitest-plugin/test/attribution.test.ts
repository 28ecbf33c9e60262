import { describeAttribution, vitestRunner } from '@retrial/fixtures/adapters'

for (const pool of ['forks', 'threads', 'vmForks', 'vmThreads'] as const) {
  describeAttribution(vitestRunner({ pool, rows: true }))
}
describeAttribution(vitestRunner({ pool: 'forks', isolate: false, rows: true }))
describeAttribution(vitestRunner({ pool: 'threads', isolate: false, rows: true }))
describeAttribution(vitestRunner({ rows: true, settings: { sequence: { hooks: 'list' } } }))
describeAttribution(vitestRunner({ rows: true }), { args: ['--sequence.concurrent'] })
describeAttribution(vitestRunner({ pool: 'threads', rows: true }), { args: ['--maxWorkers=1'] })
