import { contentHash } from '../../snapshot/content-hash.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import type { SnapshotStore } from '../store.js'

/** A small, valid snapshot for tests. Its hash is right whatever is overridden. */
export function sampleSnapshot(id: string, overrides: Partial<DecisionSnapshot> = {}): DecisionSnapshot {
  const content = {
    format: 'retrial/1' as const,
    id,
    functionName: 'triage',
    inputs: [{ name: 'input', value: { text: `ticket of ${id}` }, dataType: 'object' }],
    outputs: [{ name: 'result', value: { label: 'refund' }, dataType: 'object' }],
    effects: [],
    tags: {},
    createdAt: '2026-01-15T12:00:00.000Z',
    ...overrides,
  }
  return { ...content, contentHash: contentHash(content) }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

export async function idsOf(items: AsyncIterable<DecisionSnapshot>): Promise<string[]> {
  return (await collect(items)).map(({ id }) => id)
}

export function saveAll(store: SnapshotStore, ...ids: string[]): Promise<void> {
  return store.saveMany(ids.map((id) => sampleSnapshot(id)))
}
