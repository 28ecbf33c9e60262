import type { Verb } from '../verb.js'
import { gate } from './gate.js'
import { list } from './list.js'

/** In the order of the help. */
export const VERBS: readonly Verb[] = [gate, list]
