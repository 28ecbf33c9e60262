import { describeRace, jestRunner } from '@retrial/fixtures/adapters'

describeRace(jestRunner())
