/**
 * `@retrial/jest-preset`: one line in the jest config, `preset: '@retrial/jest-preset'`, registers the matchers and
 * adds a reporter beside the default one. Importing this module adds the matchers to the types of `expect`.
 *
 * @module
 */
import type {} from '@jest/expect'
import type {} from 'expect'
import type { ReplayMatchers } from '@retrial/core/matchers'

export type { ReplayMatchers }

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how @types/jest is extended
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- same shape as in @types/jest
    interface Matchers<R, T = {}> extends ReplayMatchers {}
  }
}

declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- same shape as in expect
  interface Matchers<R extends void | Promise<void>, T = unknown> extends ReplayMatchers {}
}

// The one that @jest/globals has is another where jest and @types/jest differ in version.
declare module '@jest/expect' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- same shape as in expect
  interface Matchers<R extends void | Promise<void>, T = unknown> extends ReplayMatchers {}
}
