import { startRecording } from './start-recording.js'
import { warnOnce } from './warn-once.js'

/** Starts recording into the store that `RETRIAL_RECORD` names. A process that cannot be recorded runs all the same. */
export async function recordFromEnvironment(store: string): Promise<void> {
  try {
    await startRecording({ store })
  } catch (error) {
    warnOnce(error)
  }
}
