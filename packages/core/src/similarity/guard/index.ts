export {
  findContradictions,
  GUARD_RULES,
  type Contradiction,
  type GuardOptions,
  type GuardReport,
  type GuardRule,
} from './contradictions.js'
export type { Mark, WordList } from './words/index.js'
export type { MoreWords } from './words/merge-word-lists.js'
