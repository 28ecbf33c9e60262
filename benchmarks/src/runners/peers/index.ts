import { createRequire } from 'node:module'
import type { Compared } from '../compare.js'
import { besidePeer } from './beside-peer.js'
import { EVALITE } from './evalite.js'
import { installPeer } from './install-peer.js'
import { LANGSMITH } from './langsmith.js'
import { PROMPTFOO } from './promptfoo.js'
import { VITEST_EVALS } from './vitest-evals.js'

const PEERS = [VITEST_EVALS, LANGSMITH, EVALITE, PROMPTFOO]

export const PEER_NAMES: readonly string[] = PEERS.map(({ name }) => name)

/**
 * Each peer beside plain tests of the same answers, the vitest of the repository under both. Needs the network the first
 * time, and 2 GB of disk.
 *
 * @returns by the peer's name, or why there is nothing to compare.
 */
export function* peers(
  names: readonly string[],
  rounds: number,
): Generator<readonly [name: string, Compared[] | string]> {
  const { version } = createRequire(import.meta.url)('vitest/package.json') as { version: string }
  for (const peer of PEERS.filter(({ name }) => names.includes(name))) {
    try {
      yield [peer.name, besidePeer(peer, installPeer(peer, version), rounds)]
    } catch (error) {
      // Without a network, or where it does not compile: the others still tell something.
      yield [peer.name, (error as Error).message]
    }
  }
}
