import { describeHostileText, jestRunner } from '@retrial/fixtures/adapters'

describeHostileText(jestRunner())
