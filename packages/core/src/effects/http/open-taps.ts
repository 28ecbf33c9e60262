import type { HttpScope } from './caught-request.js'
import { openFetchTap } from './fetch-tap.js'
import { openNodeTap } from './node/tap.js'
import { installHttpTap } from './tap.js'

/**
 * Puts the taps in place that a scope asks for.
 *
 * @returns takes those away that cost something while no scope is open; has no effect the second time.
 */
export function openTaps({ tapsNode }: Pick<HttpScope, 'tapsNode'>): () => void {
  installHttpTap()
  const closes = [openFetchTap(), ...(tapsNode ? [openNodeTap()] : [])]
  return () => {
    for (const close of closes.splice(0)) close()
  }
}
