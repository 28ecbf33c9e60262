import { describeProperties, vitestRunner } from '@retrial/fixtures/adapters'

describeProperties(vitestRunner())
