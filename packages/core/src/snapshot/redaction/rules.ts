import { inspect, types } from 'node:util'
import { UsageError } from '../../errors.js'
import { checkOptionNames } from '../../option-names.js'
import { KIND } from './marker.js'
import { PERSONAL_KINDS, type PersonalKind } from './personal-shapes.js'

/** A pattern of one's own: what it matches becomes `[redacted:<kind>]`. */
export interface RedactionRule {
  /** Lower-case letters and digits, joined by `-`. */
  readonly kind: string
  readonly pattern: RegExp
}

/** What is taken out of recordings beside the secrets that always are. */
export interface RedactionOptions {
  /** More names whose values are secrets, at any depth, in any spelling: `taxId` also means `tax_id`. */
  readonly names?: readonly string[]
  /** Personal data to look for in texts: all kinds, or those listed. Default none. */
  readonly personal?: boolean | readonly PersonalKind[]
  readonly rules?: readonly RedactionRule[]
  /** Called with every text after all other rules; gives the text to keep. Anything it throws stops the recording. */
  readonly replace?: (text: string) => string
}

/** What `configure()` takes: the same, and what is none after all. */
export interface RedactionSettings extends RedactionOptions {
  /** Names that are not secret here, though they read so: `token` in a project about language, say. */
  readonly allow?: readonly string[]
}

const NAMES: readonly (keyof RedactionOptions)[] = ['names', 'personal', 'rules', 'replace']

/** @throws UsageError `INVALID_OPTION` naming the option. */
export function checkRedaction(options: unknown, of: string, more: readonly 'allow'[] = []): void {
  checkOptionNames(options, [...NAMES, ...more], of)
  const { names, personal, rules, replace, allow } = options as { [Name in keyof RedactionSettings]: unknown }
  const wrong = [
    !isOptional(names, isTexts) && 'names must be a list of texts',
    !isOptional(allow, isTexts) && 'allow must be a list of texts',
    !isOptional(personal, isPersonal) &&
      `personal must be true, false or a list of ${PERSONAL_KINDS.join(', ')}`,
    !isOptional(rules, isRules) && 'rules must be a list of { kind: "lower-case-name", pattern: /…/ }',
    !isOptional(replace, (value) => typeof value === 'function') && 'replace must be a function',
  ].find((problem) => problem !== false)
  if (wrong !== undefined)
    throw new UsageError('INVALID_OPTION', `${of}: ${wrong}, it is ${inspect(options)}.`)
}

function isOptional(value: unknown, holds: (given: unknown) => boolean): boolean {
  return value === undefined || holds(value)
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '')
}

function isPersonal(value: unknown): boolean {
  return (
    typeof value === 'boolean' ||
    (Array.isArray(value) && value.every((kind) => PERSONAL_KINDS.some((known) => known === kind)))
  )
}

function isRules(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every((rule: unknown) => {
      if (typeof rule !== 'object' || rule === null) return false
      const { kind, pattern } = rule as Record<string, unknown>
      return typeof kind === 'string' && KIND.test(kind) && types.isRegExp(pattern)
    })
  )
}
