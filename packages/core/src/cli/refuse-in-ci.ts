import type { BaselinePlace } from '../config/baseline-place.js'
import { parseStoreUrl } from '../store/store-url.js'
import { checkWriteAllowed } from '../replay/write-allowed.js'

/**
 * CI writes no baselines, by no command; other stores it may.
 *
 * @throws UsageError `CI_WRITE_REFUSED`
 */
export function refuseBaselinesInCi(target: BaselinePlace, baselines: BaselinePlace, what: string): void {
  const [one, other] = [target, baselines].map(({ store, storeRoot }) => parseStoreUrl(store, storeRoot))
  if (JSON.stringify(one) === JSON.stringify(other)) checkWriteAllowed(what)
}
