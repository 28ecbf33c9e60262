import { contentHash, openStore } from '@retrial/core'
import { repeated } from './contents.js'

const BATCH = 1_000

/** Adds snapshots to a store until it holds `count`, from `from` on. */
export async function fill(path: string, from: number, count: number): Promise<void> {
  const contents = repeated()
  const store = await openStore(`sqlite:${path}`)
  try {
    for (let at = from; at < count; at += BATCH) {
      const batch = Array.from({ length: Math.min(BATCH, count - at) }, (_, index) => {
        const snapshot = {
          ...(contents[(at + index) % contents.length] as (typeof contents)[number]),
          format: 'retrial/1' as const,
          id: `scale/${String(at + index).padStart(9, '0')}`,
          functionName: 'benchmark.scale',
          executionTimeMs: 812,
          effects: [],
          tags: { team: 'refunds' },
          createdAt: new Date(Date.UTC(2026, 0, 1) + (at + index) * 1000).toISOString(),
        }
        return { ...snapshot, contentHash: contentHash(snapshot) }
      })
      await store.saveMany(batch)
    }
  } finally {
    await store.close()
  }
}
