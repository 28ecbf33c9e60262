import { AROUND_THE_TAPE } from '../around-the-tape.js'
import { LIMITS } from '../limits.js'
import type { FieldChange, SnapshotDiff } from '../diff/index.js'
import type { PolicyViolation } from '../policy/index.js'
import type { EffectMiss, ReplayResult } from '../replay/types.js'
import { describeChange } from './describe-change.js'
import { describeTrials } from './describe-trials.js'
import { describeVariant } from './describe-variant.js'
import { printable } from './printable.js'

/** Why a replay is not a match, a line each, the cause first. Empty for a match. */
export function explainResult(result: ReplayResult): string[] {
  if (result.verdict === 'match') return []
  return [
    ...describeTrials(result),
    ...cause(result),
    ...nearest(result),
    ...changes(result),
    ...result.warnings.map((warning) => `warning: ${printable(warning)}`),
  ]
}

function cause(result: ReplayResult): string[] {
  const { verdict, error, escapes, misses, unused } = result
  switch (verdict) {
    case 'missing':
      return [printable(error?.message ?? 'there is no recording of this id')]
    case 'miss':
      return capped(misses.flatMap(explainMiss))
    case 'unused':
      return [
        `the code no longer makes ${unused.length === 1 ? 'a contact' : `${unused.length} contacts`} that ${unused.length === 1 ? 'was' : 'were'} recorded${counts(result)}:`,
        ...capped(unused.map((contact) => `  ${printable(contact)}`)),
      ]
    case 'escaped':
      return [
        `the code reached the network around the tape${counts(result)}:`,
        ...capped(escapes.map((contact) => `  ${printable(contact)}`)),
        `  ${AROUND_THE_TAPE}`,
      ]
    case 'timeout':
      return ['the decision did not finish in time']
    case 'error':
      return [
        error === undefined ? 'the replay could not be judged' : `${error.code}: ${printable(error.message)}`,
      ]
    case 'nondeterministic':
      return [...diverging(result), ...capped(misses.flatMap(explainMiss))]
    case 'unchecked':
      return [
        result.replayedSnapshot === undefined
          ? 'nothing was compared: these rules need a replay:'
          : 'nothing was compared:',
        ...capped(result.unchecked.map((rule) => `  ${printable(rule)}`)),
      ]
    case 'match':
    case 'violation':
    case 'mismatch':
      return []
  }
}

function diverging({ divergence }: ReplayResult): string[] {
  if (divergence === undefined) return []
  const { at, first, second } = divergence
  const change = { fieldPath: at, oldValue: first, newValue: second, changeType: 'modified' as const }
  return [
    'two replays of this recording differ, the first one and the second:',
    `  ${describeChange(change)}`,
    '  give what differs to effect(name, fn), or name the field in the volatile option of the decision',
  ]
}

/** How much of the recording was used, in the words of a miss. */
function counts({ originalSnapshot, unused }: ReplayResult): string {
  if (originalSnapshot === undefined) return ''
  const recorded = originalSnapshot.effects.length
  return ` (${recorded} recorded, ${recorded - unused.length} used)`
}

/** What the changes shown are changes from, where there is more than one outcome that would do. */
function nearest(result: ReplayResult): string[] {
  const { verdict, originalSnapshot } = result
  if (originalSnapshot?.accepted === undefined || !['violation', 'mismatch'].includes(verdict)) return []
  // Nothing differs from what was accepted, and a rule forbids it all the same.
  if (result.outputsMatch === true)
    return [`it is ${describeVariant(result)}, which the policy does not allow:`]
  const count = originalSnapshot.accepted.length
  const others = count === 1 ? 'its accepted variant' : `any of its ${count} accepted variants`
  return [
    `it is neither the recorded outcome nor ${others}; the nearest is ${describeVariant(result)}, which differs here:`,
  ]
}

/** The changed fields, with the rule that forbids each. After a miss they are only its consequence. */
function changes({ verdict, diff, policyViolations }: ReplayResult): string[] {
  if (verdict === 'miss' || diff === null) return []
  if (verdict === 'violation') return capped(explainViolations(policyViolations, diff))
  const outcome = diff.changes.filter(({ fieldPath }) => /^(?:outputs?|error|inputs)\b/.test(fieldPath))
  return capped(
    outcome.map((change) => () => describeChange(change)),
    diff.omittedChanges,
  )
}

function explainViolations(violations: readonly PolicyViolation[], diff: SnapshotDiff): Line[] {
  const within = changesWithin(new Set(violations.map(({ field }) => field)), diff.changes)
  return violations.flatMap((violation): Line[] => {
    const { field, kind, message, ruleName, comparator } = violation
    const rule = printable(kind === 'unlisted-change' ? 'no rule allows this change' : ruleName)
    const inside = within.get(field)
    const line = (): string => `${printable(message)}  (${rule})`
    if (inside === undefined) return [line]
    // A change alone does not show in what two texts are not alike, or what a schema has against a value.
    if (comparator === 'semanticSimilarity' || comparator === 'matchesSchema')
      return [line, ...inside.map((change) => () => `  ${describeChange(change)}`)]
    return inside.map((change) => () => `${describeChange(change)}  (${limitOf(violation) ?? rule})`)
  })
}

/** A rule with a limit says what that is, and how far the value is off; one that expects a value of its own says which. */
function limitOf({ comparator, expected, score, threshold, absolute }: PolicyViolation): string | undefined {
  if (absolute === true) return `${comparator}: ${printable(expected)}`
  if (threshold === undefined) return undefined
  const unit = comparator.endsWith('Percent') ? '%' : ''
  const found = score === undefined ? '' : `; it is ${Number(score.toPrecision(3))}${unit}`
  // How far a number is from another is plain to see.
  return `${comparator}: ${printable(expected)}${comparator === 'withinRange' ? '' : found}`
}

/** The changes at each of some fields or inside it. There may be many of both. */
function changesWithin(
  fields: ReadonlySet<string>,
  changes: readonly FieldChange[],
): Map<string, FieldChange[]> {
  const within = new Map<string, FieldChange[]>()
  for (const change of changes) {
    const { fieldPath } = change
    const ends = [...fieldPath.matchAll(/[.[]/g)].map(({ index }) => index)
    for (const end of [...ends, fieldPath.length]) {
      const field = fieldPath.slice(0, end)
      if (!fields.has(field)) continue
      const known = within.get(field)
      if (known === undefined) within.set(field, [change])
      else known.push(change)
    }
  }
  return within
}

function explainMiss({ message, nearest }: EffectMiss): string[] {
  if (nearest === undefined) return [printable(message)]
  return [
    printable(message),
    `  nearest is recorded contact ${nearest.position}${nearest.used ? ' (already used)' : ''}; it differs here:`,
    ...capped(nearest.changes.map((change) => () => `    ${describeChange(change)}`)),
  ]
}

/** A line, or what writes it: of many changes few are shown, and each may be large. */
type Line = string | (() => string)

/** @param omitted how many there are beside `lines`. */
function capped(lines: readonly Line[], omitted = 0): string[] {
  const shown = lines.slice(0, LIMITS.shownChanges).map((line) => (typeof line === 'string' ? line : line()))
  const more = lines.length - shown.length + omitted
  return more === 0 ? shown : [...shown, `… and ${more} more`]
}
