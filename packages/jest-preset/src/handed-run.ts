import type { HandedRun } from '@retrial/core/matchers'

/** How what the reporter knows reaches the workers; nothing where there is no reporter of ours. */
export const HANDED_RUN = 'RETRIAL_RUN'

/** What was handed to this worker. */
export function handedRun(): HandedRun {
  const text = process.env[HANDED_RUN]
  return text === undefined ? {} : (JSON.parse(text) as HandedRun)
}
