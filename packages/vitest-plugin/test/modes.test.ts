import { describeModes, vitestRunner } from '@retrial/fixtures/adapters'

describeModes(vitestRunner())
