import { describeCi, vitestRunner } from '@retrial/fixtures/adapters'

describeCi(vitestRunner(), {
  'CI=1 records nothing': { args: [], env: { CI: '1' } },
  'CI=1 with -u accepts nothing': { args: ['-u'], env: { CI: '1' } },
})
