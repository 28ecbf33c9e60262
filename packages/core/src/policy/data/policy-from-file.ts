import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readFileSync } from '../../kept-fs.js'
import { UsageError } from '../../errors.js'
import type { ReplayPolicy } from '../policy.js'
import { parsePolicyText } from './parse-policy-text.js'
import { policyFromJson } from './policy-from-json.js'

/**
 * Reads a policy from a `.json`, `.yaml` or `.yml` file. Synchronous, so that a test file of any kind can begin with it.
 *
 * @param file a path, where a relative one starts from the working directory, or a `file:` URL.
 * @throws UsageError `INVALID_POLICY` naming the file, and what is wrong with it.
 */
export function policyFromFile(file: string | URL): ReplayPolicy {
  const path = pathOf(file)
  const kind = extname(path).toLowerCase()
  if (!['.json', '.yaml', '.yml'].includes(kind)) {
    throw invalid(path, 'a policy stands in a .json, .yaml or .yml file')
  }
  let data: unknown
  try {
    // Some editors begin a file with a mark that says how it is written.
    const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
    data = parsePolicyText(text, kind === '.json' ? 'json' : 'yaml')
  } catch (error) {
    throw invalid(path, firstLine((error as Error).message), error)
  }
  try {
    return policyFromJson(data)
  } catch (error) {
    throw error instanceof UsageError ? invalid(path, error.message, error) : error
  }
}

function pathOf(file: unknown): string {
  if (typeof file === 'string') return file
  // By its parts: it may be of another realm.
  const { protocol, href } = (file ?? {}) as Partial<URL>
  if (protocol === 'file:' && typeof href === 'string') return fileURLToPath(href)
  throw new UsageError('INVALID_POLICY', 'policy.fromFile(path) takes a path, or a file: URL.')
}

/** Parsers quote the text in further lines, as it stands there: it is not for a terminal. */
function firstLine(message: string): string {
  return JSON.stringify(message.split('\n')[0]).slice(1, -1).replaceAll('\\"', '"')
}

function invalid(path: string, why: string, cause?: unknown): UsageError {
  return new UsageError('INVALID_POLICY', `${path}: ${why}${why.endsWith('.') ? '' : '.'}`, { cause })
}
