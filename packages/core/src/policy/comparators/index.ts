import type { Comparator } from '../rule.js'
import type { Compare } from './comparison.js'
import { exactMatch } from './exact-match.js'

export const COMPARATORS: Readonly<Record<Exclude<Comparator, 'ignore'>, Compare>> = { exactMatch }
