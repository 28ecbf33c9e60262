import { describeAttribution, jestRunner } from '@retrial/fixtures/adapters'

describeAttribution(jestRunner({ rows: true }))
describeAttribution(jestRunner({ rows: true, workers: true }))
describeAttribution(jestRunner({ rows: true, modules: 'esm' }))
describeAttribution(jestRunner({ rows: true, modules: 'esm', workers: true }))
describeAttribution(jestRunner({ rows: true, workers: true, config: { workerThreads: true } }))
describeAttribution(jestRunner({ rows: true, config: { randomize: true } }))
