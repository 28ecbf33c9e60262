import { describeHostileText, vitestRunner } from '@retrial/fixtures/adapters'

describeHostileText(vitestRunner())
