import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { extname } from 'node:path'
import type { parse } from 'yaml'
import { UsageError } from '../../errors.js'
import type { ReplayPolicy } from '../policy.js'
import { policyFromJson } from './policy-from-json.js'

/**
 * Reads a policy from a `.json`, `.yaml` or `.yml` file. Synchronous, so that a test file of any kind can begin with it.
 *
 * @param path relative ones start from the working directory.
 * @throws UsageError `INVALID_POLICY` naming the file, and what is wrong with it.
 */
export function policyFromFile(path: string): ReplayPolicy {
  const kind = extname(path).toLowerCase()
  if (!['.json', '.yaml', '.yml'].includes(kind)) {
    throw invalid(path, 'a policy stands in a .json, .yaml or .yml file')
  }
  let data: unknown
  try {
    const text = readFileSync(path, 'utf8')
    data = kind === '.json' ? JSON.parse(text) : parseYaml(text)
  } catch (error) {
    throw invalid(path, firstLine((error as Error).message), error)
  }
  try {
    return policyFromJson(data)
  } catch (error) {
    throw error instanceof UsageError ? invalid(path, error.message, error) : error
  }
}

/** Parsers quote the text in further lines, as it stands there: it is not for a terminal. */
function firstLine(message: string): string {
  return JSON.stringify(message.split('\n')[0]).slice(1, -1).replaceAll('\\"', '"')
}

function parseYaml(text: string): unknown {
  // Only policies in YAML pay for loading it.
  const yaml = createRequire(import.meta.url)('yaml') as { parse: typeof parse }
  return yaml.parse(text)
}

function invalid(path: string, why: string, cause?: unknown): UsageError {
  return new UsageError('INVALID_POLICY', `${path}: ${why}${why.endsWith('.') ? '' : '.'}`, { cause })
}
