import { isReplayError } from '../errors.js'
import { startRecording } from './start-recording.js'

/**
 * Starts recording into the store that `RETRIAL_RECORD` names, that share of the calls that `RETRIAL_RECORD_SAMPLE` says.
 * A process that cannot be recorded runs all the same.
 */
export async function recordFromEnvironment(store: string): Promise<void> {
  try {
    const sample = process.env['RETRIAL_RECORD_SAMPLE'] ?? ''
    await startRecording({ store, ...(sample === '' ? {} : { sample: Number(sample) }) })
  } catch (error) {
    const code = isReplayError(error) ? error.code : 'UNKNOWN'
    process.emitWarning(
      `RETRIAL_RECORD is set, but this process is not recorded (${code}). Call startRecording({ store }) to see why.`,
      { type: 'RetrialWarning', code },
    )
  }
}
