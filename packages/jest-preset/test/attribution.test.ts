import { describeAttribution, installed, jestRunner } from '@retrial/fixtures/adapters'
import { test } from 'vitest'

describeAttribution(jestRunner({ rows: true }))
describeAttribution(jestRunner({ rows: true, workers: true }))
describeAttribution(jestRunner({ rows: true, modules: 'esm' }))
describeAttribution(jestRunner({ rows: true, modules: 'esm', workers: true }))
describeAttribution(jestRunner({ rows: true, workers: true, config: { workerThreads: true } }))
// One order, always the same: in some, what a test dropped counts among the assertions of the next one.
describeAttribution(jestRunner({ rows: true, config: { randomize: true } }), { args: ['--seed=7'] })
// The repository does not have it; the projects of `npm run test:matrix` do.
const jsdom = installed('jest-environment-jsdom')
if (jsdom === undefined) test.skip('in jsdom: jest-environment-jsdom is not installed')
else describeAttribution(jestRunner({ rows: true, config: { testEnvironment: jsdom } }))
