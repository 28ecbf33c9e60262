import { describeWatch, vitestRunner } from '@retrial/fixtures/adapters'

describeWatch(vitestRunner(), ['--watch'])
