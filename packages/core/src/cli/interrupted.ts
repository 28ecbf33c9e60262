/** Signals that a command can end by, and the exit code that shells know them by. */
export const STOPPED_BY = { SIGINT: 130, SIGTERM: 143 } as const

export type StopSignal = keyof typeof STOPPED_BY

/** Why `terminal.signal` was aborted. */
export class Interrupted extends Error {
  constructor(readonly by: StopSignal) {
    super(by === 'SIGINT' ? 'Interrupted.' : 'Ended from outside.')
  }

  static {
    this.prototype.name = 'Interrupted'
  }
}
