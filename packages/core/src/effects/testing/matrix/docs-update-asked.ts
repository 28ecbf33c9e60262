import { expect } from 'vitest'
import type { MatcherContext } from '../../../matchers/context.js'
import { updateAsked } from '../../../matchers/update-mode.js'

/** Whether this run is to write what it finds into the docs: vitest's `-u`. */
export function docsUpdateAsked(): boolean {
  return updateAsked(expect.getState() as unknown as MatcherContext)
}
