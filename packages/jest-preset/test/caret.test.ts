import { describeCaret, jestRunner } from '@retrial/fixtures/adapters'

describeCaret(jestRunner())
describeCaret(jestRunner({ modules: 'esm', workers: true }))
