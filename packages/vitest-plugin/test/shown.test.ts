import { describeShown, vitestRunner } from '@retrial/fixtures/adapters'

describeShown(vitestRunner(), ['--bail=1', '--maxWorkers=1'])
