import type { HandedRun } from '@retrial/core/matchers'

declare module 'vitest' {
  interface ProvidedContext {
    /** What the plugin hands from the config to the setup file; nothing where that was listed by hand. */
    retrial: HandedRun | undefined
  }
}
