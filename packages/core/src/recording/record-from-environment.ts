import { isReplayError } from '../errors.js'
import { startRecording } from './start-recording.js'

/** Starts recording into the store that `RETRIAL_RECORD` names. A process that cannot be recorded runs all the same. */
export async function recordFromEnvironment(store: string): Promise<void> {
  try {
    await startRecording({ store })
  } catch (error) {
    const code = isReplayError(error) ? error.code : 'UNKNOWN'
    process.emitWarning(
      `RETRIAL_RECORD is set, but this process is not recorded (${code}). Call startRecording({ store }) to see why.`,
      { type: 'RetrialWarning', code },
    )
  }
}
