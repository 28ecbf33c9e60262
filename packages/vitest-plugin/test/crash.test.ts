import { describeCrash, vitestRunner } from '@retrial/fixtures/adapters'

describeCrash(vitestRunner())
