import { TextDecoder } from 'node:util'

/** A line of a file: its text, or why it has none. */
export interface Line {
  /** From 1. */
  readonly number: number
  readonly text?: string
  readonly fault?: 'too-long' | 'not-utf-8'
}

const NEWLINE = 0x0a
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Cuts bytes into lines as they come. */
export class LineCollector {
  /** The number of the last whole line. */
  line = 0
  private parts: Buffer[] = []
  private bytes = 0

  constructor(private readonly maxBytes: number) {}

  *take(chunk: Buffer): Iterable<Line> {
    let from = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      this.add(chunk.subarray(from, end))
      yield* this.finish()
      from = end + 1
    }
    this.add(chunk.subarray(from))
  }

  /** The last line, which may lack its end. */
  *end(): Iterable<Line> {
    if (this.bytes > 0) yield* this.finish()
  }

  private add(part: Buffer): void {
    this.bytes += part.length
    if (this.bytes > this.maxBytes) this.parts = []
    else if (part.length > 0) this.parts.push(part)
  }

  private *finish(): Iterable<Line> {
    const { parts, bytes } = this
    this.parts = []
    this.bytes = 0
    const number = ++this.line
    if (bytes > this.maxBytes) {
      yield { number, fault: 'too-long' }
      return
    }
    const text = decoded(Buffer.concat(parts))
    if (text === undefined) yield { number, fault: 'not-utf-8' }
    else {
      const bare = (number === 1 && text.startsWith('\ufeff') ? text.slice(1) : text).replace(/\r$/, '')
      if (bare.trim() !== '') yield { number, text: bare }
    }
  }
}

function decoded(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}
