import type { Readable } from 'node:stream'
import type { Sight } from '../sight.js'

/**
 * Shows every piece of a stream as it comes. By `data`, since an iterator joins what has come meanwhile.
 *
 * @param walkAway what the code does when it has enough
 * @returns once the stream has ended; rejects with its error.
 */
export async function readStream(stream: Readable, sight: Sight, walkAway: () => void): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.on('data', (chunk: Uint8Array) => {
      if (sight.piece(chunk)) walkAway()
    })
    stream.once('end', resolve)
    stream.once('error', reject)
    // A stream that is torn down in silence neither ends nor fails.
    stream.once('close', () => {
      reject(new Error('closed'))
    })
  })
}
