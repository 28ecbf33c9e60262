import { UsageError } from '../errors.js'
import { processSettings } from '../process-settings.js'
import type { MoreWords } from './guard/words/merge-word-lists.js'

const SLOT = Symbol.for('@retrial/core.guardWords')
const host = globalThis as { [SLOT]?: readonly MoreWords[] | undefined }
const NONE: readonly MoreWords[] = []

/** @throws UsageError `INVALID_OPTION` unless they are a list of words by language. */
export function checkGuardWords(words: unknown, of: string): void {
  const wrong = Array.isArray(words) ? words.findIndex((list) => !isWords(list)) : -1
  if (Array.isArray(words) && wrong === -1) return
  throw new UsageError(
    'INVALID_OPTION',
    `words of ${of} must be a list of words by language, such as { language: 'en', alike: ['chargeback|dispute'] }${wrong === -1 ? '' : `; number ${wrong + 1} of them is not`}.`,
  )
}

/**
 * Sets words that the guard knows beside its own, for this process.
 *
 * @throws UsageError `INVALID_OPTION`
 */
export function setGuardWords(words: readonly MoreWords[]): void {
  checkGuardWords(words, 'configure()')
  host[SLOT] = [...words]
}

/** The same list each time: the guard prepares it once. */
export function guardWords(): readonly MoreWords[] {
  return host[SLOT] ?? processSettings().words ?? NONE
}

function isWords(list: unknown): boolean {
  if (typeof list !== 'object' || list === null) return false
  const { language, marks = {}, ...words } = list as Record<string, unknown>
  return (
    typeof language === 'string' &&
    language !== '' &&
    isTexts(Object.values(marks as object)) &&
    Object.values(words).every((some) => typeof some === 'string' || (Array.isArray(some) && isTexts(some)))
  )
}

function isTexts(values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string')
}
