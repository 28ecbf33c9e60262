import type { Verb } from '../verb.js'
import { accept } from './accept.js'
import { complete } from './complete.js'
import { completion } from './completion.js'
import { copy } from './copy.js'
import { diff } from './diff.js'
import { doctor } from './doctor.js'
import { exportVerb } from './export.js'
import { gate } from './gate.js'
import { importVerb } from './import.js'
import { init } from './init.js'
import { list } from './list.js'
import { merge } from './merge.js'
import { pending } from './pending.js'
import { prune } from './prune.js'
import { redact } from './redact.js'
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
  init,
  ...[record, replay],
  ...[list, show, diff, validate, verify],
  ...[pending, accept, reject, review],
  ...[merge, report, gate],
  ...[copy, importVerb, exportVerb, prune, redact],
  ...[doctor, completion, complete],
]
