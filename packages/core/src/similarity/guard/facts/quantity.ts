/** A number of a text with its unit, in the base unit of its kind: seconds, months, grams … */
export interface Quantity {
  readonly value: number
  /** Before its unit was converted. */
  readonly raw: number
  /** Such as `eur`, `percent`, `time`, `month`; undefined for a bare number. */
  readonly unit: string | undefined
  /** As it is written. */
  readonly text: string
  /** The tokens it is made of: from, and up to but without. */
  readonly from: number
  readonly to: number
  /** True for what may be missing on the other side: `one`, `a week`, `both`. */
  readonly soft: boolean
}

/** The base unit of a kind and how many of it one unit is. */
const SCALES: Readonly<Record<string, readonly [base: string, factor: number]>> = {
  ms: ['time', 0.001],
  second: ['time', 1],
  minute: ['time', 60],
  hour: ['time', 3600],
  day: ['time', 86_400],
  'calendar day': ['time', 86_400],
  week: ['time', 604_800],
  fortnight: ['time', 1_209_600],
  month: ['month', 1],
  quarter: ['month', 3],
  year: ['month', 12],
  decade: ['month', 120],
  century: ['month', 1200],
  mcg: ['gram', 1e-6],
  mg: ['gram', 0.001],
  g: ['gram', 1],
  kg: ['gram', 1000],
  ton: ['gram', 1e6],
  mm: ['meter', 0.001],
  cm: ['meter', 0.01],
  m: ['meter', 1],
  km: ['meter', 1000],
  ml: ['liter', 0.001],
  l: ['liter', 1],
  'basis point': ['percentage point', 0.01],
  kb: ['byte', 1e3],
  mb: ['byte', 1e6],
  gb: ['byte', 1e9],
  tb: ['byte', 1e12],
}

/** @param unit - by its name in the word lists. */
export function quantity(
  value: number,
  unit: string | undefined,
  place: Pick<Quantity, 'text' | 'from' | 'to' | 'soft'>,
): Quantity {
  const [base, factor] = (unit === undefined ? undefined : SCALES[unit]) ?? [unit, 1]
  return { value: value * factor, raw: value, unit: base, ...place }
}

/** Equal but for the last digits that conversion costs. */
export function isSameValue(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))
}
