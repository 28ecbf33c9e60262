import { createReadStream } from '../../kept-fs.js'
import { invalidImport } from '../invalid-import.js'
import { LineCollector, type Line } from './line-collector.js'

const CHUNK_BYTES = 256 * 1024

/**
 * The lines of a file that are not blank, in constant memory. A byte order mark and `\r\n` are taken off.
 *
 * @param maxBytes a longer line is counted, not kept.
 * @throws UsageError `INVALID_IMPORT` when the file cannot be read, or not to its end.
 */
export async function* readLines(path: string, maxBytes: number): AsyncIterable<Line> {
  const collector = new LineCollector(maxBytes)
  const stream = createReadStream(path, { highWaterMark: CHUNK_BYTES })
  try {
    for await (const chunk of stream) yield* collector.take(chunk as Buffer)
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string }
    if (typeof code !== 'string') throw error
    const where = collector.line === 0 ? '' : ` after line ${collector.line}`
    throw invalidImport(path, `it cannot be read${where} (${message}).`, error)
  }
  yield* collector.end()
}
