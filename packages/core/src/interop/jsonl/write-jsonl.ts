import { closeSync, openSync, writeSync } from '../../kept-fs.js'
import { atomicOutput } from '../atomic-output.js'
import { explaining } from '../../store/failure.js'
import type { Writer } from '../writer.js'
import { snapshotLine } from './snapshot-line.js'

const BUFFERED_CHARACTERS = 256 * 1024

/** Writes one line for each snapshot. The file appears when it is whole. */
export const writeJsonl: Writer = (path, overwrite, fill) =>
  atomicOutput(path, overwrite, async (temporary) => {
    const file = explaining(`write ${path}`, () => openSync(temporary, 'w'))
    let buffered = ''
    const flush = (): void => {
      const text = Buffer.from(buffered)
      buffered = ''
      explaining(`write ${path}`, () => {
        for (let done = 0; done < text.length;) done += writeSync(file, text, done)
      })
    }
    try {
      const report = await fill((snapshot) => {
        buffered += `${snapshotLine(snapshot)}\n`
        if (buffered.length >= BUFFERED_CHARACTERS) flush()
        return []
      })
      flush()
      return report
    } finally {
      closeSync(file)
    }
  })
