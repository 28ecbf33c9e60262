import { isReplayError } from '../errors.js'

const warned = new Set<string>()

/** A process warning for the first error of each code. Its text is not shown: it may quote what was recorded. */
export function warnOnce(error: unknown): void {
  const code = isReplayError(error) ? error.code : 'UNKNOWN'
  if (warned.has(code)) return
  warned.add(code)
  process.emitWarning(
    `A call of a decision was not recorded (${code}). Give startRecording() an onError to see each of them.`,
    { type: 'RetrialWarning', code },
  )
}
