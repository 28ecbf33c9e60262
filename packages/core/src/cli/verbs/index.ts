import type { Verb } from '../verb.js'
import { list } from './list.js'
import { merge } from './merge.js'
import { report } from './report.js'

/** In the order of the help. */
export const VERBS: readonly Verb[] = [list, merge, report]
