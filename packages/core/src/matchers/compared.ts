import type { Verdict } from '../replay/verdict.js'

/** Verdicts of replays whose outcome was compared. The others say nothing about it. */
export const COMPARED: readonly Verdict[] = ['match', 'violation', 'mismatch']

/** Verdicts that come whatever the decision does. */
export const SAYS_NOTHING: readonly Verdict[] = ['error', 'missing', 'unchecked']
