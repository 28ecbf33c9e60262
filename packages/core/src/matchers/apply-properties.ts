import { holdsMatcher, isMatcher, showMatcher, withoutMatchers } from '../policy/asymmetric.js'
import { settleCheck } from '../policy/comparators/check-failed.js'
import { isAsExpected } from '../policy/is-as-expected.js'
import { showJson, shownText } from '../snapshot/show.js'
import { encode } from '../snapshot/encode.js'
import { formatPath, type Step } from '../snapshot/field-path.js'
import { isPlainObject, setOwn } from '../snapshot/plain-object.js'

/** A place that is not as the properties say. */
export interface PropertyProblem {
  readonly field: string
  readonly expected: string
  readonly actual: string
}

/** In the place of a value that is not there. */
export const ABSENT = Symbol('absent')

/**
 * Holds a replayed value to the properties, and gives the recorded one as it is to be compared: with the replayed values
 * in the places that a matcher speaks for and accepts. Everything else stays as recorded, so that its changes show; so
 * does a member that the recording does not have.
 *
 * @param at the path of the value.
 * @param problems those found are added.
 * @throws PolicyError `CHECK_FAILED` where a matcher throws.
 */
export function applyProperties(
  recorded: unknown,
  replayed: unknown,
  expected: unknown,
  at: readonly Step[],
  problems: PropertyProblem[],
): unknown {
  const refuse = (wanted = showExpected(expected)): unknown => {
    const actual = showJson(replayed === ABSENT ? undefined : encode(replayed))
    problems.push({ field: formatPath(at), expected: wanted, actual })
    return recorded
  }
  const inner = (step: Step, from: unknown, item: unknown): unknown =>
    applyProperties(member(from, step), member(replayed, step), item, [...at, step], problems)

  if (isList(expected)) {
    if (!isList(replayed) || replayed.length !== expected.length) {
      return refuse(`a list of ${expected.length}`)
    }
    const items = expected.map((item, index) => inner(index, recorded, item))
    return isList(recorded) ? recorded.map((item, index) => (index in items ? items[index] : item)) : recorded
  }
  if (isNamed(expected)) {
    if (!isNamed(replayed)) return refuse('an object with these members')
    const copy: Record<string, unknown> = isNamed(recorded) ? { ...recorded } : {}
    for (const [key, item] of Object.entries(expected)) {
      const value = inner(key, recorded, item)
      if (value !== ABSENT) setOwn(copy, key, value)
    }
    return isNamed(recorded) ? copy : recorded
  }
  const accepted =
    replayed !== ABSENT &&
    settleCheck(`properties at ${formatPath(at)}`, () => isAsExpected(replayed, expected), Boolean)
  if (accepted === false) return refuse()
  // A value that is demanded as it is may still be another one than was recorded.
  return holdsMatcher(expected) && recorded !== ABSENT ? replayed : recorded
}

type Named = Readonly<Record<string, unknown>>

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value)
}

function isNamed(value: unknown): value is Named {
  return (
    typeof value === 'object' && value !== null && !isMatcher(value) && !isList(value) && isPlainObject(value)
  )
}

function member(value: unknown, step: Step): unknown {
  if (!isList(value) && !isNamed(value)) return ABSENT
  return Object.hasOwn(value, step) ? (value as Named)[step as string] : ABSENT
}

function showExpected(expected: unknown): string {
  return isMatcher(expected) ? shownText(showMatcher(expected)) : showJson(encode(withoutMatchers(expected)))
}
