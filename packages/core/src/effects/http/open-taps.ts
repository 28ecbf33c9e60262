import { whenGone } from '../../when-gone.js'
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
  return closingAll([openFetchTap(), ...(tapsNode ? [openNodeTap()] : [])])
}

/** The same, until nothing is left of the scope at the latest: a call that never settles must not keep the taps. */
export function openTapsUntilGone(scope: Pick<HttpScope, 'tapsNode'>): () => void {
  const close = openTaps(scope)
  const forget = whenGone(scope, close)
  return () => {
    forget()
    close()
  }
}

/** Of a function by itself, so that nothing of the scope is held. */
function closingAll(closes: (() => void)[]): () => void {
  return () => {
    for (const close of closes.splice(0)) close()
  }
}
