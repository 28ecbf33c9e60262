/** The names of all rules, by which a policy may choose some. Here, so that a policy does not load what they look at. */
export const GUARD_RULES = [
  ...([
    'numbers',
    'units',
    'dates',
    'ordinals',
    'negation',
    'polarity',
    'alternatives',
    'quantifiers',
  ] as const),
  ...(['modality', 'scope', 'names', 'roles', 'sequence', 'wording', 'content', 'refusal'] as const),
] as const

export type GuardRule = (typeof GUARD_RULES)[number]
