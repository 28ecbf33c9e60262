import { whenGone } from '../../when-gone.js'
import type { HttpScope } from './caught-request.js'
import { openFetchTap } from './fetch-tap.js'
import { openNodeTap } from './node/tap.js'
import { installHttpTap } from './tap.js'

/**
 * Puts the taps in place that a scope asks for, until they are taken away, or until nothing is left of the scope: a call
 * that never settles must not keep them.
 *
 * @returns takes those away that cost something while no scope is open; has no effect the second time.
 */
export function openTaps(scope: Pick<HttpScope, 'tapsNode'>): () => void {
  installHttpTap()
  const close = closingAll([openFetchTap(), ...(scope.tapsNode ? [openNodeTap()] : [])])
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
