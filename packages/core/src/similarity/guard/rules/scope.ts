import { itemsOf } from '../items.js'
import { ledger } from '../ledger.js'
import { fault, type Fault, type Pair, type Quantity, type Rule } from '../pair.js'
import type { Marked, Side } from '../side.js'
import type { Mark } from '../words/word-list.js'
import { conflicts, isShared, leftMarks } from './marks.js'
import { leftNumbers } from './numbers.js'

/** More faults of one kind need not be told. */
const MOST = 50
const BOUNDS: readonly Mark[] = ['least', 'limit', 'over', 'under', 'within', 'only']

/** Under which terms: `only`, `unless`, `if`, `before` against `after`, `at least` against `at most`. */
export const scope: Rule = (pair) => [...terms(pair), ...bounds(pair)]

function terms(pair: Pair): Fault[] {
  const left = leftMarks(pair, ['only', 'except', 'if', 'when', 'before', 'after', 'until', 'over', 'under'])
  const apart = conflicts(pair, left, [
    ['before', 'after'],
    ['before', 'when'],
    ['until', 'after'],
    ['over', 'under'],
  ]).filter(([a, b]) => isSameTarget(pair, a, b) && !isDenied(pair, a))
  if (apart.length > 0) return apart.map(([a, b]) => fault([a], [b]))
  const alone = (side: 'a' | 'b', other: 'a' | 'b') =>
    left[side]
      .slice(0, MOST)
      .filter((mark) => mark.mark !== 'only' || !isBeforeNumber(pair[side], mark))
      .filter(
        ({ mark, ...rest }) =>
          (mark === 'only' ||
            mark === 'except' ||
            (mark === 'if' &&
              !left[other].some(
                (one) => one.mark === 'after' || one.mark === 'until' || one.mark === 'when',
              ))) &&
          (mark === 'only' ? isShared(pair, side, { mark, ...rest }) : !rest.optional) &&
          !isSaidOtherwise(pair, other, { mark, ...rest }),
      )
  const [a, b] = [alone('a', 'b'), alone('b', 'a')]
  return a.length + b.length === 0 ? [] : [fault(a, b)]
}

/** `pay before shipping` says what `ship after payment` says: they are about different words. */
function isSameTarget(pair: Pair, a: Marked, b: Marked): boolean {
  const link = pair.ofA[a.target]
  if (link !== undefined) return link.b === b.target
  return a.mark !== 'until' && b.mark !== 'until' && pair.ofB[b.target] === undefined
}

/** `only if reported` is `it must be reported`, and `unless you have a permit` is `without a permit`. */
function isSaidOtherwise(pair: Pair, other: 'a' | 'b', { mark, negated, sentence, clause }: Marked): boolean {
  const kinds = pair[other].marks
  const own = pair[other === 'a' ? 'b' : 'a'].marks.filter((one) => one.sentence === sentence)
  const isIf = own.some((one) => one.mark === 'if' || one.mark === 'when')
  const isDenying = negated || own.some((one) => one.mark === 'not' && one.clause === clause)
  if (mark === 'if' && isDenying && kinds.some((one) => one.mark === 'not') && isBalanced(pair)) return true
  // `unless it is urgent` is `except for urgent ones`.
  if (mark === 'if' && isDenying && kinds.some((one) => one.mark === 'except')) return true
  if (mark === 'except' && kinds.some((one) => one.mark === 'if' && one.negated)) return true
  if (mark === 'if' && isRetold(pair, other, clause)) return true
  if (mark === 'if') return own.some((one) => one.mark === 'only') && kinds.some((one) => one.mark === 'must')
  // `visitors without a badge are not admitted` is `only visitors with a badge are`.
  const denied = (side: 'a' | 'b') => pair[side].marks.filter((one) => one.mark === 'not').length
  if (mark === 'except') return denied(other) > denied(other === 'a' ? 'b' : 'a')
  if (denied(other) - denied(other === 'a' ? 'b' : 'a') === 2) return true
  return mark === 'only' && (isIf || kinds.some((one) => one.mark === 'notbefore'))
}

/** A condition of which the other text has no word, but has words of its own: `if it hurts` and `for pain`. */
function isRetold(pair: Pair, other: 'a' | 'b', clause: number): boolean {
  const items = itemsOf(pair)
  const own = items[other === 'a' ? 'b' : 'a'].filter((item) => item.clause === clause)
  const others = items[other].filter(({ link, soft }) => link < 0 && !soft).length
  return own.every(({ link }) => link < 0) && others * 2 >= own.length && others > 0
}

function isBalanced(pair: Pair): boolean {
  const { negationA, negationB } = ledger(pair)
  return negationA.length === 0 && negationB.length === 0
}

/** `none was over` is `all were under`. */
function isDenied({ a, b }: Pair, { mark }: Marked): boolean {
  if (mark !== 'over' && mark !== 'under') return false
  const count = ({ marks }: Side) => marks.filter((one) => one.mark === 'not').length
  return count(a) !== count(b)
}

function bounds(pair: Pair): Fault[] {
  return leftNumbers(pair).matched.flatMap(([a, b]) => {
    const [boundA, boundB] = [boundOf(pair.a, a), boundOf(pair.b, b)]
    if ([boundA, boundB].some((bound) => bound?.mark === 'only')) return []
    if (isBetween(pair.a, a) !== isBetween(pair.b, b)) return []
    return isApart(boundA?.mark, boundB?.mark)
      ? [
          {
            recorded: `${boundA?.text ?? ''} ${a.text}`.trim(),
            replayed: `${boundB?.text ?? ''} ${b.text}`.trim(),
          },
        ]
      : []
  })
}

/** `only 71 %`: there it is a way of speaking. */
function isBeforeNumber({ starts }: Side, { to }: Marked): boolean {
  return starts.has(to) || starts.has(to + 1)
}

/** `between 15 and 25` names both ends. */
const BETWEEN = new Set(['between', 'zwischen', 'entre', 'между'])

function isBetween({ tokens }: Side, { from }: Quantity): boolean {
  return tokens.slice(Math.max(0, from - 5), from).some(({ lower }) => BETWEEN.has(lower))
}

function boundOf(side: Side, { from, to }: Quantity): Marked | undefined {
  const before = [from, from - 1].flatMap((place) => side.marksBefore.get(place) ?? [])
  const after = [to, to + 1].flatMap((place) => side.marksAt.get(place) ?? [])
  return [...before, ...after].find(({ mark }) => BOUNDS.includes(mark))
}

function isApart(a: Mark | undefined, b: Mark | undefined): boolean {
  if (a === b) return false
  const up = (mark: Mark | undefined) => mark === 'least' || mark === 'over'
  if (a !== undefined && b !== undefined) return up(a) !== up(b)
  if (a === 'within' || b === 'within') return false
  // `under 9.2` and `over 40 clients` are also ways of speaking; `at least 3` is not `3`.
  return [a, b].some((mark) => mark === 'least' || mark === 'limit')
}
