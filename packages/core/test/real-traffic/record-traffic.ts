import { captureSettled, type DecisionSnapshot, type SnapshotStore } from '../../src/index.js'
import { hasClient } from './calls/index.js'
import { sendingOf, type Sending } from './sending.js'
import { traffic } from './traffic-decisions.js'
import type { Exchange } from './traffic-file.js'

/** One exchange of the file, recorded as a decision. */
export interface Recording {
  readonly exchange: Exchange
  readonly sending: Sending
  readonly snapshot: DecisionSnapshot
  /** What the code got; the snapshot holds it less its secrets. */
  readonly value: unknown
  /** Why the client would not send it, so that plain fetch did. */
  readonly refused?: string
}

/** Records one exchange through the provider's client, or through fetch where there is none or it sends nothing. */
export async function recordExchange(
  exchange: Exchange,
  index: number,
  store: SnapshotStore,
): Promise<Recording> {
  const request = sendingOf(exchange, index)
  const sending: Sending = { ...request, via: hasClient(request) ? 'client' : 'fetch' }
  const { snapshot, value } = await captured(sending)
  if (sending.via === 'fetch' || snapshot.effects.length > 0) {
    await store.save(snapshot)
    return { exchange, sending, snapshot, value }
  }
  const byFetch: Sending = { ...sending, via: 'fetch' }
  const recorded = await captured(byFetch)
  await store.save(recorded.snapshot)
  return {
    exchange,
    sending: byFetch,
    snapshot: recorded.snapshot,
    value: recorded.value,
    refused: snapshot.error?.name ?? 'nothing sent',
  }
}

function captured(sending: Sending): ReturnType<typeof captureSettled> {
  return captureSettled(() => traffic(sending), { id: `traffic/${String(sending.index).padStart(4, '0')}` })
}
