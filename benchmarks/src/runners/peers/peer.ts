import type { Files } from '@retrial/fixtures/run-project'

/** A tool that judges the answers of AI-backed code, as its own pages say to use it on answers that are known. */
export interface Peer {
  readonly name: string
  /** What npm installs, by name and range. */
  readonly packages: Readonly<Record<string, string>>
  /** Those of them, or of theirs, that have to run a script of their own when they are installed. */
  readonly scripts?: readonly string[]
  /** Beside `answer.cjs`, which exports `answer(index)` and `cases`, the known answers. */
  readonly files: Files
  /** Runs all cases once. It must fail when an answer is another. */
  readonly command: readonly [bin: string, ...args: string[]]
  readonly env?: Readonly<Record<string, string>>
}
