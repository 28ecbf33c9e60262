/** Lets a server wait until the code has seen so much, so that what arrives as one piece does not hang on the clock. */
export class Lockstep {
  private count = 0
  private wake: () => void = () => undefined

  /** The code has seen one more. */
  seen(): void {
    this.count++
    this.wake()
  }

  /** Resolves once the code has seen `count`. */
  async until(count: number): Promise<void> {
    while (this.count < count) await new Promise<void>((resolve) => (this.wake = resolve))
  }
}
