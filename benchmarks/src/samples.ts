import { readFileSync } from 'node:fs'
import { contentHash, type DecisionSnapshot } from '@retrial/core'

/** Snapshots longer than this are left out: they are few, and would hide what the others cost. */
const LONGEST = 16 * 1024

/**
 * Snapshots to store: as many as wanted, under ids of their own. About 4 KB each, as the median recording of a chat is;
 * `RETRIAL_BENCH_SNAPSHOTS` names a file with real ones instead, one JSON object a line.
 */
export function samples(count: number, prefix: string): DecisionSnapshot[] {
  const each = contents()
  return Array.from({ length: count }, (_, index) => {
    const content = each[index % each.length] ?? {}
    const snapshot = {
      functionName: 'triage',
      inputs: [],
      outputs: [],
      ...content,
      format: 'retrial/1' as const,
      id: `${prefix}/${String(index).padStart(6, '0')}`,
      effects: [],
      tags: { team: 'refunds' },
      createdAt: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString(),
    }
    return { ...snapshot, contentHash: contentHash(snapshot) }
  })
}

/** What samples are made of: real recordings where `RETRIAL_BENCH_SNAPSHOTS` names some, else invented ones. */
export function contents(): Partial<DecisionSnapshot>[] {
  return recorded() ?? Array.from({ length: 50 }, (_, index) => invented(index))
}

function recorded(): Partial<DecisionSnapshot>[] | undefined {
  const path = process.env['RETRIAL_BENCH_SNAPSHOTS']
  if (path === undefined) return undefined
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines
    .filter((line) => line !== '' && line.length <= LONGEST)
    .map((line) => JSON.parse(line) as Partial<DecisionSnapshot>)
}

function invented(index: number): Partial<DecisionSnapshot> {
  const messages = Array.from({ length: 8 }, (_, turn) => ({
    role: turn % 2 === 0 ? 'user' : 'assistant',
    content: [{ type: 'text', text: `turn ${turn} of ${index}: ${'some words of a ticket, '.repeat(8)}` }],
  }))
  const parts = Array.from({ length: 12 }, (_, part) => ({
    type: 'text',
    text: `part ${part}: ${'some words of an answer, '.repeat(5)}`,
    // Not -0, which stands in a text as a tag that `JSON.parse` alone does not read.
    logprobs: [-0.25, -1.5 * (part + 1)],
  }))
  return {
    inputs: [{ name: 'messages', value: messages, dataType: 'array' }],
    outputs: [{ name: 'result', value: { label: 'refund', parts }, dataType: 'object' }],
    modelParameters: { modelName: 'gpt-5-mini', provider: 'openai', parameters: { temperature: 0 } },
    usage: { inputTokens: 900, outputTokens: 300, totalTokens: 1_200 },
    executionTimeMs: 812,
  }
}
