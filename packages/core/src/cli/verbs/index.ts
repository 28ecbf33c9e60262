import type { Verb } from '../verb.js'
import { accept } from './accept.js'
import { list } from './list.js'
import { merge } from './merge.js'
import { pending } from './pending.js'
import { reject } from './reject.js'
import { report } from './report.js'
import { review } from './review.js'

/** In the order of the help. */
export const VERBS: readonly Verb[] = [list, pending, accept, reject, review, merge, report]
