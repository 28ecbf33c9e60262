/** What the address says after `#`: which replay is open, and which are listed. */
export interface Route extends Filters {
  /** The key of the open replay; see {@link namedRows}. */
  readonly replay?: string
}

export interface Filters {
  readonly search?: string
  readonly decision?: string
  readonly policy?: string
  readonly verdict?: string
  /** `name=value` */
  readonly tag?: string
}

const NAMES = ['replay', 'search', 'decision', 'policy', 'verdict', 'tag'] as const

/** Reads the part of an address after `#`. Names it does not know mean nothing. */
export function parseRoute(hash: string): Route {
  const given = new URLSearchParams(hash.replace(/^#/, ''))
  return Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = given.get(name)
      return value === null || value === '' ? [] : [[name, value]]
    }),
  )
}

/** The address of a route, `#` included; `parseRoute` reads it back. */
export function formatRoute(route: Route): string {
  const params = new URLSearchParams()
  for (const name of NAMES) {
    const value = route[name]
    if (value !== undefined && value !== '') params.set(name, value)
  }
  // Ids have slashes, which mean nothing here and are easier to read.
  return `#${params.toString().replaceAll('%2F', '/')}`
}

/** A route with some of it changed; undefined takes a part away. */
export function changedRoute(
  route: Route,
  changes: { readonly [Name in keyof Route]?: Route[Name] | undefined },
): Route {
  const all = { ...route, ...changes }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ''))
}
