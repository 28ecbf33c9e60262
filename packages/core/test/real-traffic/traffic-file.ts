import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonValue } from '../../src/snapshot/types.js'

/** One line of the file: a request that was made, and what the provider answered. */
export interface Exchange {
  readonly method: string
  readonly url: string
  readonly requestBody: JsonValue
  readonly requestBodyEncoding: 'json' | 'text' | null
  readonly status: number
  readonly responseHeaders: Readonly<Record<string, string | string[]>>
  readonly responseBody: JsonValue
  readonly responseBodyEncoding: 'json' | 'text' | 'base64'
  readonly streaming: boolean
}

const BESIDE_THE_REPOSITORY = '../../../../../shared/data/llm-traffic/exchanges.jsonl'

/** Real recorded traffic. It is no part of this repository. */
export const TRAFFIC_FILE = process.env['RETRIAL_TRAFFIC'] ?? join(import.meta.dirname, BESIDE_THE_REPOSITORY)

export const hasTraffic = existsSync(TRAFFIC_FILE)

export function readTraffic(): Exchange[] {
  const lines = readFileSync(TRAFFIC_FILE, 'utf8').split('\n')
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Exchange)
}
