import type { Comparator } from '../rule.js'
import type { Compare } from './comparison.js'
import { exactMatch } from './exact-match.js'
import { ignore } from './ignore.js'

export const COMPARATORS: Readonly<Record<Comparator, Compare>> = { exactMatch, ignore }
