/** One JSON text of a briefcase source, or why it cannot be had. */
export interface SourceText {
  /** What the source calls it. */
  readonly id: string
  readonly kind: 'snapshot' | 'decision'
  readonly text?: string
  readonly fault?: string
}
