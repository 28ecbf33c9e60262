import type { Verdict } from '../replay/verdict.js'

const ANSWERED: readonly Verdict[] = ['mismatch', 'violation', 'unused']

/** Whether a replay of this verdict asked the world for nothing new, so that its outcome can be kept as it is. */
export function acceptable(verdict: Verdict): boolean {
  return ANSWERED.includes(verdict)
}
