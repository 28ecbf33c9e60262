import { comparePolicies, type PolicyChange } from '../policy/index.js'
import { needed } from '../replay/trials.js'
import type { ReplayMode, TrialRule } from '../replay/types.js'
import { canonicalJson } from '../snapshot/canonical.js'
import { covers, parsePath } from '../snapshot/field-path.js'
import type { JsonValue } from '../snapshot/types.js'
import type { RuleData } from './effective-rules.js'
import type { PolicyFinding } from './gate-result.js'
import { showRule, showRuleChange } from './show-rule.js'

/** What one replay was held to: the rules for its tags, the mode for what no rule names, and how many trials must match. */
export interface Judging {
  readonly rules: readonly RuleData[]
  readonly unlisted: 'judged' | 'dropped'
  readonly mode: ReplayMode
  /** One trial must match. */
  readonly trials: number
  /** Undefined where the report does not say it. */
  readonly pass: TrialRule | undefined
}

export type JudgingMove = Pick<PolicyFinding, 'move' | 'what'>

/**
 * What a replay is held to now, against what it was: every way in which more is allowed, less, or something else. What no
 * rule names is not free: the mode judges it. So a new rule for a field of the outcome mostly allows more than there was
 * before, and a rule that is gone may allow less.
 */
export function compareJudging(before: Judging, after: Judging): JudgingMove[] {
  const [was, is] = withoutSame(before.rules, after.rules)
  const data = (rules: readonly RuleData[]) => ({ name: '', rules })
  const { loosened, tightened, changed, added, removed } = comparePolicies(data(was), data(is))
  const moves: JudgingMove[] = [
    ...loosened.map((change) => moved('loosened', change)),
    ...changed.map((change) => moved('changed', change)),
    ...tightened.map((change) => moved('tightened', change)),
  ]
  const gone = removed.flatMap((change) => change.before ?? [])
  for (const { after: rule } of added) {
    if (rule === undefined) continue
    const old = gone.findIndex(({ field }) => field === rule.field)
    const [replaced] = old === -1 ? [] : gone.splice(old, 1)
    const move = replaced === undefined ? moveOfNew(rule, before) : moveOfReplaced(replaced, rule)
    const what =
      replaced === undefined ? `new rule ${showRule(rule)}` : `${showRule(replaced)} → ${showRule(rule)}`
    if (move !== undefined) moves.push({ move, what })
  }
  for (const rule of gone) {
    const move = moveOfGone(rule, after)
    if (move !== undefined) moves.push({ move, what: `rule gone: ${showRule(rule)}` })
  }
  return [...moves, ...unlistedMove(before, after), ...modeMove(before, after), ...passMove(before, after)]
}

/** Both lists less the rules that both have, wherever they stand: their order means nothing. */
function withoutSame(
  before: readonly RuleData[],
  after: readonly RuleData[],
): [readonly RuleData[], readonly RuleData[]] {
  const rest = after.map((rule) => ({ rule, text: textOf(rule) }))
  const was = before.filter((rule) => {
    const same = rest.findIndex(({ text }) => text === textOf(rule))
    if (same !== -1) rest.splice(same, 1)
    return same === -1
  })
  return [was, rest.map(({ rule }) => rule)]
}

function textOf(rule: RuleData): string {
  return canonicalJson(rule as unknown as JsonValue)
}

function moved(move: JudgingMove['move'], { before, after }: PolicyChange): JudgingMove {
  return { move, what: before && after ? showRuleChange(before, after) : '' }
}

type Move = JudgingMove['move'] | undefined

/** A field was judged by one comparator, and is by another. */
function moveOfReplaced(before: RuleData, after: RuleData): Move {
  if (after.comparator === 'ignore') return 'loosened'
  if (before.comparator === 'ignore') return 'tightened'
  if (isPlainExact(before)) return 'loosened'
  return isPlainExact(after) ? 'tightened' : 'changed'
}

/** No rule for this very field is gone: who judged it before? */
function moveOfNew(rule: RuleData, before: Judging): Move {
  if (before.rules.some(({ field, comparator }) => field === rule.field && comparator !== 'ignore')) {
    return rule.comparator === 'ignore' ? 'loosened' : 'tightened'
  }
  const judge = judgeOf(rule.field, before)
  if (rule.comparator === 'ignore') return judge === 'nobody' ? undefined : 'loosened'
  switch (judge) {
    case 'nobody':
      return 'tightened'
    case 'mode':
      return isPlainExact(rule) ? 'tightened' : 'loosened'
    default:
      return isPlainExact(judge) ? (isPlainExact(rule) ? undefined : 'loosened') : 'changed'
  }
}

/** No rule for this very field came: who judges it now? */
function moveOfGone(rule: RuleData, after: Judging): Move {
  if (after.rules.some(({ field, comparator }) => field === rule.field && comparator !== 'ignore')) {
    return rule.comparator === 'ignore' ? 'tightened' : 'loosened'
  }
  const judge = judgeOf(rule.field, after)
  if (rule.comparator === 'ignore') return judge === 'nobody' ? undefined : 'tightened'
  switch (judge) {
    case 'nobody':
      return 'loosened'
    case 'mode':
      if (isPlainExact(rule)) return after.mode === 'strict' ? undefined : 'loosened'
      return isRelative(rule) ? 'tightened' : 'changed'
    default:
      return isPlainExact(judge) ? (isPlainExact(rule) ? undefined : 'tightened') : 'changed'
  }
}

/** Who judges a field for which there is no rule of its own. */
function judgeOf(field: string, { rules, unlisted }: Judging): RuleData | 'mode' | 'nobody' {
  const place = parsePath(field) ?? []
  const around = rules
    .map((rule) => ({ rule, steps: parsePath(rule.field) ?? [] }))
    .filter(({ rule, steps }) => rule.field !== field && steps.length > 0 && covers(steps, place))
    .sort((a, b) => b.steps.length - a.steps.length)[0]?.rule
  if (around !== undefined) return around.comparator === 'ignore' ? 'nobody' : around
  const ofOutcome = ['output', 'outputs', 'error'].some((root) => root === place[0])
  return ofOutcome && unlisted === 'judged' ? 'mode' : 'nobody'
}

/** As recorded, to the letter. */
function isPlainExact({ comparator, expected, code }: RuleData): boolean {
  return comparator === 'exactMatch' && expected === undefined && code === undefined
}

/** Whether it compares with what was recorded: what is equal always passes. */
function isRelative({ comparator, min, max }: RuleData): boolean {
  if (comparator === 'withinRange') return min === undefined && max === undefined
  return ['semanticSimilarity', 'maxIncreasePercent', 'maxDecreasePercent'].includes(comparator)
}

function unlistedMove({ unlisted: was }: Judging, { unlisted: is }: Judging): JudgingMove[] {
  if (was === is) return []
  return is === 'dropped'
    ? [{ move: 'loosened', what: 'fields that no rule names: judged → not judged' }]
    : [{ move: 'tightened', what: 'fields that no rule names: not judged → judged' }]
}

const MODES: readonly ReplayMode[] = ['validation-only', 'tolerant', 'strict']

function modeMove({ mode: was }: Judging, { mode: is }: Judging): JudgingMove[] {
  if (was === is) return []
  const looser = MODES.indexOf(is) < MODES.indexOf(was)
  return [{ move: looser ? 'loosened' : 'tightened', what: `mode: ${was} → ${is}` }]
}

/** Both rules are asked about as many trials: that there are more or fewer of them is no other rule. */
function passMove({ pass: was, trials }: Judging, { pass: is, trials: now }: Judging): JudgingMove[] {
  if (was === undefined || is === undefined) return []
  const [before, after] = [was, is].map((rule) => needed(rule, Math.max(trials, now))) as [number, number]
  if (before === after) return []
  const what = `trials that must match: ${showPass(was)} → ${showPass(is)}`
  return [{ move: after < before ? 'loosened' : 'tightened', what }]
}

function showPass(rule: TrialRule): string {
  return typeof rule === 'string' ? rule : `a share of ${rule.rate}`
}
