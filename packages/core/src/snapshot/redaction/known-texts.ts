import { betweenMarkers } from './marker.js'

/** No known text is shorter. */
const SHORTEST_KNOWN = 6

/** Texts that are to be replaced wherever they stand. The time that takes does not grow with their number. */
export class KnownTexts {
  private readonly markers = new Map<string, string>()
  /** The lengths of those that begin so, the longest first. */
  private readonly lengths = new Map<string, number[]>()
  private readonly firsts = new Set<number>()

  get size(): number {
    return this.markers.size
  }

  has(text: string): boolean {
    return this.markers.has(text)
  }

  /** @param text of at least {@link SHORTEST_KNOWN} characters. */
  add(text: string, marker: string): void {
    const head = text.slice(0, SHORTEST_KNOWN)
    const lengths = this.lengths.get(head) ?? []
    if (!lengths.includes(text.length)) lengths.push(text.length)
    this.lengths.set(
      head,
      lengths.sort((a, b) => b - a),
    )
    this.firsts.add(text.charCodeAt(0))
    this.markers.set(text, marker)
  }

  /** The text with its marker in place of each. The same where there is none. */
  replacedIn(text: string): string {
    return this.size === 0 ? text : betweenMarkers(text, (part) => this.replaced(part))
  }

  private replaced(text: string): string {
    let kept = ''
    let from = 0
    for (let at = 0; at + SHORTEST_KNOWN <= text.length; at++) {
      if (!this.firsts.has(text.charCodeAt(at))) continue
      const found = this.startingAt(text, at)
      if (found === undefined) continue
      kept += text.slice(from, at) + found.marker
      from = at + found.length
      at = from - 1
    }
    return from === 0 ? text : kept + text.slice(from)
  }

  private startingAt(text: string, at: number): { marker: string; length: number } | undefined {
    for (const length of this.lengths.get(text.slice(at, at + SHORTEST_KNOWN)) ?? []) {
      const marker = this.markers.get(text.slice(at, at + length))
      if (marker !== undefined) return { marker, length }
    }
    return undefined
  }
}
