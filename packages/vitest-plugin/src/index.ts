/**
 * `@retrial/vitest-plugin`: one line in the vitest config registers the matchers and adds a reporter beside your own.
 *
 * @module
 */
import type { ReplayMatchers } from '@retrial/core/matchers'

export { retrial } from './plugin.js'

export type { RetrialOptions } from './plugin.js'

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the one augmentation that every vitest version reads
  namespace Chai {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merges the matchers in
    interface Assertion extends ReplayMatchers {}
  }
}
