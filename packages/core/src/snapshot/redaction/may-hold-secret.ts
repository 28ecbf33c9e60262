import { DASHED_PREFIXES, OTHER_PREFIXES } from './credential-shapes.js'
import { NAME_PARTS } from './named-secrets.js'

/** White space as JSON writes it, or the end of one of the lines of a text that is kept as its lines. */
const SPACE = String.raw`(?:\s|\\[nrtf]|",")`
/** What may stand before a key. At the start of a text that is its quote. */
const BEFORE = String.raw`(?<=[^\w-]|\\[bfnrt]|%[\da-fA-F]{2})`
/** A quote inside a text has a backslash before it; that of the key of a member has none. */
const NAME = String.raw`(?<=(?:${anyCase(NAME_PARTS)})[\w.-]{0,30}(?:\\+"|\\*')?${SPACE}{0,20}[:=])`

/**
 * Parts of every secret that is known by its looks, in one expression: each more takes a walk through the text. For the
 * same reason it minds case, where most of it is found by a sign or a capital.
 */
const TRACES = new RegExp(
  [
    `[-_](?<=${BEFORE}(?:${DASHED_PREFIXES})[-_])`,
    // Most of these signs stand after the key of a member.
    String.raw`[:=](?<!\w"[:=])${NAME}`,
    String.raw`:\/\/[^\s/?#@:"'\\]{0,200}:[^\s/?#@"'\\]{1,200}@`,
    OTHER_PREFIXES.source,
    String.raw`(?:${anyCase('bearer|basic')})(?:${SPACE}|%20|\+){1,10}(?=[\w.~+/-]{0,300}[\d=])[\w.~+/-]{8}`,
    'PRIVATE KEY',
  ].join('|'),
)
/** The middle of a JWT, a field of a form. Then escapes that are left out above: of control characters and of halves of a character. */
const LITERAL_TRACES = ['.eyJ', 'form-data;', '\\u', '\\b']

/**
 * False for most JSON texts without secrets, at a look: none of the texts and keys in it is one that a redactor without
 * rules of the user's own changes for its looks. What is a secret by the name it is kept under is not told.
 *
 * @param json as `JSON.stringify` writes it, without white space.
 */
export function mayHoldSecret(json: string): boolean {
  return LITERAL_TRACES.some((trace) => json.includes(trace)) || TRACES.test(json)
}

function anyCase(words: string): string {
  return words.replaceAll(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`)
}
