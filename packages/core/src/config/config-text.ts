import { types } from 'node:util'
import type { RetrialConfig } from './retrial-config.js'

/** A regular expression in a config that is handed over as text. */
interface TextOfPattern {
  readonly $pattern: string
  readonly flags: string
}

/**
 * A config as text, for the processes that tests run in. Undefined where it is more than data: a function cannot be
 * handed over, the other process has to load the file itself.
 */
export function configText(config: RetrialConfig): string | undefined {
  const seen = { data: true }
  const text = JSON.stringify(
    config,
    function (this: Readonly<Record<string, unknown>>, key, written: unknown) {
      // As it is, before it could say how it wants to be written.
      const value = this[key]
      if (types.isRegExp(value)) return { $pattern: value.source, flags: value.flags } satisfies TextOfPattern
      if (typeof value === 'function' || !isPlain(value)) seen.data = false
      return written
    },
  )
  return seen.data ? text : undefined
}

/** The config of a text of {@link configText}. */
export function parseConfigText(text: string): RetrialConfig {
  return JSON.parse(text, (_key, value: unknown) =>
    isPattern(value) ? new RegExp(value.$pattern, value.flags) : value,
  ) as RetrialConfig
}

function isPlain(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  // Of any realm: what a config file made may be of another one.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function isPattern(value: unknown): value is TextOfPattern {
  return typeof value === 'object' && value !== null && '$pattern' in value
}
