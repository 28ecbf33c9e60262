/** Stand-in: numbers and one-sided texts only. */
export const GUARD_RULES = ['numbers', 'added-content', 'missing-content'] as const

export type GuardRule = (typeof GUARD_RULES)[number]

/** Something that one text says and the other denies, or does not say. */
export interface Contradiction {
  readonly rule: GuardRule
  /** The words at fault, short. */
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
  const contradictions: Contradiction[] = []
  const [a = [], b = []] = [recorded, replayed].map((text): string[] => text.match(/\d+(?:[.,]\d+)*/g) ?? [])
  if (rules.includes('numbers') && a.length > 0 && b.length > 0 && a.join(' ') !== b.join(' ')) {
    contradictions.push({ rule: 'numbers', recorded: a.join(' '), replayed: b.join(' ') })
  }
  if (rules.includes('added-content') && recorded === '' && replayed !== '') {
    contradictions.push({ rule: 'added-content', recorded, replayed })
  }
  if (rules.includes('missing-content') && replayed === '' && recorded !== '') {
    contradictions.push({ rule: 'missing-content', recorded, replayed })
  }
  return { contradictions, language: 'en' }
}
