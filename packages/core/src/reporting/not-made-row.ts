import { isReplayError, type ReplayErrorCode } from '../errors.js'
import type { Verdict } from '../replay/verdict.js'
import { recordedError } from '../snapshot/recorded-error.js'
import { redactor } from '../snapshot/redaction/settings.js'
import { printable } from './printable.js'
import type { ReplayRow } from './replay-row.js'

/** The row of an assertion that failed before anything was replayed, under the name of its matcher. */
export function notMadeRow(matcher: string, error: unknown): ReplayRow {
  const code = isReplayError(error) ? error.code : undefined
  return {
    kind: 'not-made',
    id: `${matcher}()`,
    verdict: (code && VERDICT_OF[code]) ?? 'error',
    outputsMatch: null,
    ok: false,
    executionTimeMs: 0,
    details: [printable(describe(error))],
  }
}

const VERDICT_OF: Readonly<Partial<Record<ReplayErrorCode, Verdict>>> = {
  SNAPSHOT_NOT_FOUND: 'missing',
  SWITCHED_OFF: 'unchecked',
}

/** Our own errors hold no secret; those of users may. */
function describe(error: unknown): string {
  if (isReplayError(error)) return `${error.code}: ${error.message}`
  try {
    const { name, message } = recordedError(error, redactor())
    return `${name}: ${message}`
  } catch (refusal) {
    return `an error that is not shown: ${(refusal as Error).message}`
  }
}
