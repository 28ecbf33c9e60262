import { describeShown, jestRunner } from '@retrial/fixtures/adapters'

describeShown(jestRunner(), ['--bail'])
