/** Stand-in: numbers, and texts of which one is empty and the other no polite phrase. */
export const GUARD_RULES = ['numbers', 'content', 'refusal'] as const

export type GuardRule = (typeof GUARD_RULES)[number]

/** Something that one text says and the other denies, or does not say. */
export interface Contradiction {
  readonly rule: GuardRule
  /** The words at fault, short; empty where that text has none. */
  readonly recorded: string
  readonly replayed: string
}

export interface GuardReport {
  readonly contradictions: readonly Contradiction[]
  /** Such as `en`; undefined where no word list fits, so that only the rules without words ran. */
  readonly language: string | undefined
}

/** Where two texts that should mean the same contradict each other. */
export function findContradictions(
  recorded: string,
  replayed: string,
  rules: readonly GuardRule[] = GUARD_RULES,
): GuardReport {
  const [a = '', b = ''] = [recorded, replayed].map((text) => (text.match(/\d+/g) ?? []).join(' '))
  const contradictions: Contradiction[] = []
  if (rules.includes('numbers') && a !== '' && b !== '' && a !== b) {
    contradictions.push({ rule: 'numbers', recorded: a, replayed: b })
  }
  const saysNothing = (text: string): boolean => /^(?:best wishes|kind regards|thanks)?[\s,.!]*$/i.test(text)
  if (saysNothing(recorded) && saysNothing(replayed)) return { contradictions, language: 'en' }
  if (rules.includes('content') && recorded !== replayed && (recorded === '' || replayed === '')) {
    contradictions.push({ rule: 'content', recorded, replayed })
  }
  return { contradictions, language: /[^\0-\x7f]/.test(recorded) ? undefined : 'en' }
}
