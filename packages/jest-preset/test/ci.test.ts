import { describeCi, jestRunner } from '@retrial/fixtures/adapters'

describeCi(jestRunner({ workers: true }), {
  'CI=1 records nothing': { args: [], env: { CI: '1' } },
  'CI=1 with -u accepts nothing': { args: ['-u'], env: { CI: '1' } },
  '--ci records nothing': { args: ['--ci'], env: {} },
  '--ci with -u accepts nothing': { args: ['--ci', '-u'], env: {} },
})
