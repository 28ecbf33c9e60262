import { createHash } from 'node:crypto'
import { contentHash, fingerprint } from '@retrial/core'
import { interleave, type Timing } from './interleave.js'
import { samples } from './samples.js'

/** What a hash costs that does not depend on the order of keys, against one that does. */
export async function canonicalHash(): Promise<Timing[]> {
  const snapshots = samples(200, 'hash')
  const variant = (name: string, hash: (snapshot: (typeof snapshots)[number]) => string) => ({
    name,
    run: (calls: number) => {
      for (let call = 0; call < calls; call++) {
        const snapshot = snapshots[call % snapshots.length]
        if (snapshot !== undefined) hash(snapshot)
      }
      return Promise.resolve()
    },
  })
  return interleave(
    [
      variant('JSON.stringify, sha256', (snapshot) =>
        createHash('sha256').update(JSON.stringify(snapshot)).digest('hex'),
      ),
      variant('contentHash', contentHash),
      variant('fingerprint', fingerprint),
    ],
    { calls: 2_000 },
  )
}
