import type BetterSqlite3 from 'better-sqlite3'
import { createRequire } from 'node:module'
import { StoreError } from '../../errors.js'

/** What is read of a package.json. */
interface Manifest {
  readonly version?: unknown
  readonly engines?: { readonly node?: unknown }
}

/** The newest line of better-sqlite3 that runs on every Node that Retrial runs on. */
const RUNS_EVERYWHERE = 'better-sqlite3@12'

/**
 * Loads SQLite and opens a database with it. Loaded here and not at the top: most runs never need it.
 *
 * @param from what resolves and loads better-sqlite3. Default the one beside this package.
 * @param node the version of Node that runs. Default this one.
 * @throws StoreError `NATIVE_BINDING` when it is not built for this Node, or would crash there.
 */
export function newDatabase(
  source: string | Buffer,
  options: BetterSqlite3.Options,
  from: NodeJS.Require = createRequire(import.meta.url),
  node: string = process.versions.node,
): BetterSqlite3.Database {
  try {
    const unfit = whyUnfit(manifestOf(from), node)
    if (unfit !== undefined) throw new StoreError('NATIVE_BINDING', unfit)
    const Sqlite = from('better-sqlite3') as typeof BetterSqlite3
    return new Sqlite(source, options)
  } catch (error) {
    throw bindingFailure(error) ?? error
  }
}

/**
 * Why an installed better-sqlite3 must not be loaded: one that is made for later versions of Node ends an earlier one
 * without a word. Undefined where nothing is known against it. A Node later than those it names is no reason: where the
 * binary does not fit, loading it fails with an error.
 *
 * @param node such as `20.19.0`.
 */
export function whyUnfit({ version, engines }: Manifest, node: string): string | undefined {
  const range = engines?.node
  const least = typeof range === 'string' ? lowest(range) : undefined
  if (least === undefined || inOrder(node) >= least) return undefined
  return `SQLite was not loaded: better-sqlite3 ${String(version)} needs Node ${String(range)}, and would crash this one, ${node}. Run "npm install ${RUNS_EVERYWHERE}", or use a later Node.`
}

/** One alternative of a range: `20.x`, `22`, `^22.1.0`, `~22.1`, `>=22`, `>= 20.19.0`. */
const ALTERNATIVE = /^(?:>=|\^|~)?\s*v?(\d+(?:\.\d+)?)(?:\.\d+|(?:\.[xX*])+)?$/

/** Where a range begins; undefined when it is not made of such alternatives. */
function lowest(range: string): number | undefined {
  const starts = range.split('||').map((alternative) => ALTERNATIVE.exec(alternative.trim())?.[1])
  return starts.includes(undefined) ? undefined : Math.min(...starts.map((start) => inOrder(start ?? '')))
}

/** Major and minor as one number. */
function inOrder(version: string): number {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major * 1_000 + minor
}

/** Empty where it cannot be read: then loading it tells what is wrong. */
function manifestOf(from: NodeJS.Require): Manifest {
  try {
    return from('better-sqlite3/package.json') as Manifest
  } catch {
    return {}
  }
}

function bindingFailure(cause: unknown): StoreError | undefined {
  const { code, message } = cause as { code?: unknown; message?: unknown }
  const unbuilt = typeof message === 'string' && message.startsWith('Could not locate the bindings file')
  if (!unbuilt && code !== 'ERR_DLOPEN_FAILED' && code !== 'MODULE_NOT_FOUND') return undefined
  return new StoreError(
    'NATIVE_BINDING',
    `SQLite could not be loaded: better-sqlite3 is not built for this Node (${process.version}, ${process.platform} ${process.arch}). Run "npm rebuild better-sqlite3"; if install scripts are switched off, allow that one.`,
    { cause },
  )
}
