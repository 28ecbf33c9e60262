import type { Verb } from '../verb.js'
import { accept } from './accept.js'
import { copy } from './copy.js'
import { diff } from './diff.js'
import { exportVerb } from './export.js'
import { importVerb } from './import.js'
import { gate } from './gate.js'
import { list } from './list.js'
import { merge } from './merge.js'
import { pending } from './pending.js'
import { record } from './record.js'
import { reject } from './reject.js'
import { replay } from './replay.js'
import { report } from './report.js'
import { review } from './review.js'
import { show } from './show.js'
import { validate } from './validate.js'
import { verify } from './verify.js'

/** In the order of the help. */
export const VERBS: readonly Verb[] = [
  ...[record, replay],
  ...[list, show, diff, validate, verify],
  ...[pending, accept, reject, review],
  ...[merge, report, gate],
  ...[copy, importVerb, exportVerb],
]
