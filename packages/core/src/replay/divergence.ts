import { locatedDiff } from '../diff/diff-snapshots.js'
import { describeContact } from '../effects/contact.js'
import type { DecisionSnapshot, Effect } from '../snapshot/types.js'
import { showChange } from '../snapshot/show-change.js'
import { encode } from '../snapshot/encode.js'
import type { Run } from './prepared.js'
import type { Divergence } from './types.js'

/**
 * Where two runs on one recording part: at a contact that only one of them made, else at a field of the outcome.
 * Undefined where they are the same.
 */
export function divergenceOf(first: Run, second: Run): Divergence | undefined {
  return contactDivergence(first, second) ?? outcomeDivergence(first, second)
}

/** Made contacts in the order of the recording, then those that were not on it in the order they were asked for. */
function contactDivergence(first: Run, second: Run): Divergence | undefined {
  // How far a run came that was stopped is a matter of time, and so is what it had made of the recording by then.
  const stopped = [first, second].some(({ execution }) => execution.outcome === undefined)
  const [a, b] = stopped ? [misses(first), misses(second)] : [contacts(first), contacts(second)]
  const length = stopped ? Math.min(a.length, b.length) : Math.max(a.length, b.length)
  const index = Array.from({ length }).findIndex((_contact, position) => a[position] !== b[position])
  if (index === -1) return undefined
  return { at: `contact ${index + 1}`, first: a[index] ?? 'none', second: b[index] ?? 'none' }
}

function contacts(run: Run): string[] {
  return [...run.execution.tape.used().map((effect) => describeContact(contactOf(effect))), ...misses(run)]
}

function misses({ execution: { tape, misses } }: Run): string[] {
  // The key of a request begins with its method and URL; that of a call with its name.
  return misses.map(({ asked, kind }) => `${tape.keyOf(asked).replaceAll('\n', ' ')} (${kind})`)
}

function contactOf(effect: Effect) {
  return effect.kind === 'http' ? { request: effect.request } : effect
}

function outcomeDivergence(first: Run, second: Run): Divergence | undefined {
  const [a, b] = [first.result.replayedSnapshot, second.result.replayedSnapshot]
  if (a === undefined || b === undefined) {
    // Both met a miss. Which of them came to an outcome before it was stopped is a matter of time.
    if (a === b || (hasMissed(first) && hasMissed(second))) return undefined
    return { at: 'the outcome', first: given(a), second: given(b) }
  }
  const change = locatedDiff(a, b, () => false).changes.find(({ steps: [root] }) => OUTCOME.has(String(root)))
  if (change === undefined) return undefined
  const [one, other] = [change.oldValue, change.newValue].map((value) =>
    value === undefined ? undefined : encode(value, change.fieldPath),
  )
  const [shown, otherShown] = showChange(one, other)
  return { at: change.fieldPath, first: shown, second: otherShown }
}

const OUTCOME = new Set(['output', 'outputs', 'error'])

function hasMissed({ execution }: Run): boolean {
  return execution.misses.length > 0
}

function given(snapshot: DecisionSnapshot | undefined): string {
  return snapshot === undefined ? 'none' : 'one'
}
