/** Milliseconds between two drawings. */
const PACE = 100

/** Draws a line that the next one takes the place of; undefined takes it away. */
export type DrawLine = (line: string | undefined) => void

/** How far a long batch is, for who looks on: `Retrial  120 of 600, 3 do not hold`, at most 10 times a second. */
export class ProgressLine {
  private done = 0
  private failed = 0
  private drawn = Number.NEGATIVE_INFINITY

  /** @param draw absent where nobody looks on: then nothing happens. */
  constructor(
    private readonly draw: DrawLine | undefined,
    private readonly total: number,
  ) {}

  /** One more is judged. */
  add(ok: boolean): void {
    this.done++
    if (!ok) this.failed++
    // Of a clock that cannot go back.
    const now = performance.now()
    if (now - this.drawn < PACE) return
    this.drawn = now
    const failed = this.failed === 0 ? '' : `, ${this.failed} ${this.failed === 1 ? 'does' : 'do'} not hold`
    this.draw?.(`Retrial  ${this.done} of ${this.total}${failed}`)
  }

  /** Takes the line away. */
  end(): void {
    if (this.drawn !== Number.NEGATIVE_INFINITY) this.draw?.(undefined)
  }
}
