import { describeRace, vitestRunner } from '@retrial/fixtures/adapters'

describeRace(vitestRunner())
