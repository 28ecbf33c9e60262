import { describeExtent, vitestRunner } from '@retrial/fixtures/adapters'

describeExtent(vitestRunner())
