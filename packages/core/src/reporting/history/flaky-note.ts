import { printable } from '../printable.js'
import type { PastOutcome, PastRun } from './run-history.js'

/** A decision that holds in one run and not in the next, against the same recording. */
export interface FlakyDecision {
  readonly store: string
  readonly id: string
  readonly policy?: string
  /** Content hash of the recording. */
  readonly baseline: string
  /** In how many of its last runs it did not hold. */
  readonly failed: number
  readonly runs: number
}

/** Runs that are looked at. */
const RUNS = 10
/** How often in them a flaky decision must have begun to fail: once is a change of the code. */
export const BEGAN_TO_FAIL = 2
const SHOWN = 3

/** @param history the oldest first, as `runHistory` gives it. */
export function flakyDecisions(history: readonly PastRun[]): FlakyDecision[] {
  const failed = new Set(history.flatMap(({ outcomes }) => outcomes.filter(({ ok }) => !ok).map(keyOf)))
  const seen = new Map<string, PastOutcome[]>()
  for (const { outcomes } of history) {
    const ofRun = new Map<string, PastOutcome>()
    // Judged twice in one run, the worse counts: those that did not hold come first.
    for (const one of outcomes) {
      const key = keyOf(one)
      if (failed.has(key) && !ofRun.has(key)) ofRun.set(key, one)
    }
    for (const [key, one] of ofRun) {
      const before = seen.get(key) ?? []
      // Another recording is another question.
      seen.set(key, before.at(-1)?.baseline === one.baseline ? [...before.slice(1 - RUNS), one] : [one])
    }
  }
  return [...seen.values()].flatMap((outcomes) => flaky(outcomes) ?? [])
}

function keyOf({ store, id, policy }: PastOutcome): string {
  return JSON.stringify([store, id, policy])
}

/** A line about them, where there are some. */
export function flakyNote(history: readonly PastRun[]): string[] {
  const latest = new Set(history.at(-1)?.outcomes.map(({ id }) => id))
  const all = flakyDecisions(history).filter(({ id }) => latest.has(id))
  if (all.length === 0) return []
  const shown = all
    .slice(0, SHOWN)
    .map(({ id, failed, runs }) => `${printable(id)} failed in ${failed} of its last ${runs} runs`)
  const more = all.length - shown.length
  return [`flaky: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`]
}

function flaky(outcomes: readonly PastOutcome[]): FlakyDecision | undefined {
  const began = outcomes.filter(({ ok }, index) => !ok && outcomes[index - 1]?.ok === true)
  const [first] = outcomes
  if (first === undefined || began.length < BEGAN_TO_FAIL) return undefined
  const { store, id, policy, baseline } = first
  const failed = outcomes.filter(({ ok }) => !ok).length
  const decision = { store, id, ...(policy === undefined ? {} : { policy }), baseline }
  return { ...decision, failed, runs: outcomes.length }
}
