import { Option } from 'commander'
import type { OnDuplicate } from '../../interop/transfer/save-batch.js'

const CHOICES: readonly OnDuplicate[] = ['report', 'skip', 'replace']

/** What becomes of a row whose id the target holds. */
export const onDuplicateOption = (): Option =>
  new Option(
    '--on-duplicate <how>',
    'an id that the target holds: report it as a problem, skip it where the content is the same, or replace it',
  )
    .choices(CHOICES)
    .default('report')
