import { ValueError } from '../../errors.js'
import type { JsonValue } from '../types.js'
import { CREDENTIAL_SHAPES } from './credential-shapes.js'
import { betweenMarkers, markerOf } from './marker.js'
import { mayNameSecret, redactNamed, type KindOfName } from './named-secrets.js'
import { PERSONAL_SHAPES } from './personal-shapes.js'
import type { RedactionOptions, RedactionSettings } from './rules.js'
import { remembered } from './remembered.js'
import { secretKindOfName, wordsOf } from './secret-names.js'
import type { Shape } from './shape.js'

/** Takes secrets out of texts. Doing it again changes nothing more. */
export interface Redactor {
  /** The kind of secret that is kept under a name, if it is one. */
  readonly kindOfName: KindOfName
  /** @throws ValueError `REDACTION_FAILED` when a rule of the user's own fails. */
  readonly text: (text: string) => string
  /** The same for the key of a member: few keys, many times over. */
  readonly key: (key: string) => string
  /** Whether it has no rules of the user's own: what was recorded is taken to have gone through it already. */
  readonly isBuiltIn: boolean
  /** Hears of every value that was redacted for the name it was kept under. */
  readonly remember?: (secret: string, kind: string) => void
  /** How many it remembers. */
  readonly known?: () => number
  /** Hears of the inputs as they are kept. They are asked for only where there is a secret to look for in them. */
  readonly leaveOpen?: (inputs: () => JsonValue) => void
}

/** `PWD=a` is the shortest text with a credential. */
const SHORTEST = 5
const MOST_ROUNDS = 10

/** Nothing is taken out. */
export const NO_REDACTION: Redactor = {
  kindOfName: () => undefined,
  text: (text) => text,
  key: (key) => key,
  isBuiltIn: true,
}

/** @param options from the general to the special: each adds to the ones before. */
export function createRedactor(...options: readonly RedactionSettings[]): Redactor {
  const names = wordSet(options.flatMap(({ names = [] }) => names))
  const allowed = wordSet(options.flatMap(({ allow = [] }) => allow))
  const shapes = options.flatMap(shapesOf)
  const replacements = options.flatMap(({ replace }) => (replace === undefined ? [] : [replace]))

  const kindOfName: KindOfName = (name) => {
    const kind = secretKindOfName(name)
    if (names.size + allowed.size === 0) return kind
    const words = spelling(name)
    return allowed.has(words) ? undefined : (kind ?? (names.has(words) ? 'secret' : undefined))
  }
  const redactOnce = (text: string): string => {
    let redacted = text
    for (const shape of CREDENTIAL_SHAPES) redacted = redactShape(redacted, shape)
    if (names.size > 0 || mayNameSecret(redacted)) redacted = redactNamed(redacted, kindOfName)
    for (const shape of shapes) redacted = redactShape(redacted, shape)
    for (const replace of replacements) redacted = replaced(redacted, replace)
    return redacted
  }
  const redactText = (text: string): string => {
    if (replacements.length + shapes.length === 0 && text.length < SHORTEST) return text
    let before = text
    let redacted = redactOnce(text)
    // Where one stood right beside another it can only be told apart now.
    for (let round = 0; redacted !== before && round < MOST_ROUNDS; round++) {
      before = redacted
      redacted = redactOnce(before)
    }
    return redacted
  }
  const isBuiltIn = names.size + allowed.size + shapes.length + replacements.length === 0
  return { kindOfName, text: redactText, key: remembered(redactText), isBuiltIn }
}

function shapesOf({ personal = false, rules = [] }: RedactionOptions): Shape[] {
  const wanted = PERSONAL_SHAPES.filter(({ kind }) =>
    typeof personal === 'boolean' ? personal : personal.includes(kind),
  )
  return [
    ...wanted,
    ...rules.map(({ kind, pattern: { source, flags } }) => ({
      kind,
      pattern: new RegExp(source, flags.includes('g') ? flags : `${flags}g`),
    })),
  ]
}

function redactShape(text: string, { kind, hints, pattern, holds }: Shape): string {
  if (hints?.some((hint) => hint.test(text)) === false) return text
  return betweenMarkers(text, (part) =>
    part.replaceAll(pattern, (found: string, ...more: unknown[]) => {
      if (found === '' || holds?.(found) === false) return found
      const at = more.find((item) => typeof item === 'number') as number
      const quote = /^\d+$/.test(found) ? quoteOfMember(part, at) : ''
      return quote + markerOf(kind, found) + quote
    }),
  )
}

/** A number that is a member of JSON text becomes a text in the quotes of its name. Empty where it is none. */
function quoteOfMember(text: string, at: number): string {
  return /(\\*")\s{0,20}:\s{0,20}$/.exec(text.slice(Math.max(0, at - 80), at))?.[1] ?? ''
}

function replaced(text: string, replace: (text: string) => string): string {
  let kept: unknown
  try {
    kept = replace(text)
  } catch (error) {
    throw failed(`the function "replace" threw ${error instanceof Error ? error.name : `a ${typeof error}`}`)
  }
  if (typeof kept !== 'string') throw failed(`the function "replace" gave a ${typeof kept}, not a text`)
  return kept
}

/** Neither the value nor the error's own message is told: either may hold the secret. */
function failed(why: string): ValueError {
  return new ValueError(
    'REDACTION_FAILED',
    `Nothing was recorded, since a text could not be redacted: ${why}. Mend the redaction rules.`,
  )
}

function wordSet(names: readonly string[]): Set<string> {
  return new Set(names.map(spelling))
}

/** `taxId`, `tax_id` and `TAXID` are one name. */
function spelling(name: string): string {
  return wordsOf(name).replaceAll('-', '')
}
