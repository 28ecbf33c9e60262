import { PROVIDERS, type Provider } from './provider.js'

const COLUMNS = [
  'served',
  'client',
  'fetch',
  'refused',
  'same body',
  'streams',
  'threw',
  'match',
  'miss',
] as const

export type Column = (typeof COLUMNS)[number]

/** Counts by provider, as a table. */
export class Tally {
  private readonly counts = new Map<string, number>()

  add(provider: Provider, column: Column): void {
    const key = `${provider} ${column}`
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1)
  }

  get(provider: Provider, column: Column): number {
    return this.counts.get(`${provider} ${column}`) ?? 0
  }

  total(column: Column): number {
    return PROVIDERS.reduce((sum, provider) => sum + this.get(provider, column), 0)
  }

  toString(): string {
    const rows = [
      ['', ...COLUMNS],
      ...PROVIDERS.map((provider) => [
        provider,
        ...COLUMNS.map((column) => String(this.get(provider, column))),
      ]),
      ['all', ...COLUMNS.map((column) => String(this.total(column)))],
    ]
    return rows
      .map(([name = '', ...cells]) => name.padEnd(14) + cells.map((cell) => cell.padStart(10)).join(''))
      .join('\n')
  }
}
