import { describeUnloaded, vitestRunner } from '@retrial/fixtures/adapters'

describeUnloaded(vitestRunner())
