/** A number as a foreign text writes it, where its text says more than the JavaScript number does. */
export class RawNumber {
  constructor(
    /** By the grammar of JSON. */
    readonly lexeme: string,
  ) {}

  /** What a snapshot holds: the nearest number, or a BigInt for an integer that no number is sure to hit. */
  get value(): number | bigint {
    const value = Number(this.lexeme)
    return isInteger(this.lexeme) && !Number.isSafeInteger(value) ? BigInt(this.lexeme) : value
  }

  /** Whether writing the value again would give another text. */
  get isKept(): boolean {
    return this.lexeme !== lexemeOf(this.value)
  }
}

/**
 * The JSON text of a number or BigInt. An integral number beyond 2^53 gets `.0`: without it, it would come back as
 * a BigInt.
 */
export function lexemeOf(value: number | bigint): string {
  if (Object.is(value, -0)) return '-0'
  const text = String(value)
  return typeof value === 'number' && isInteger(text) && !Number.isSafeInteger(value) ? `${text}.0` : text
}

/** A number, also one that is still raw. */
export function isNumeric(value: unknown): value is number | RawNumber {
  return typeof value === 'number' || (value instanceof RawNumber && typeof value.value === 'number')
}

function isInteger(lexeme: string): boolean {
  return /^-?\d+$/.test(lexeme)
}
