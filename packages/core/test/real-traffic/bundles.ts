import { captureSettled, type Captured } from '../../src/index.js'
import type { Recording } from './record-traffic.js'
import type { Sending } from './sending.js'
import { bundle } from './traffic-decisions.js'

/** What one decision asks, and what each answer must be: that of the same exchange when it was recorded alone. */
export interface Bundle {
  readonly sendings: Sending[]
  readonly expected: unknown[]
}

/**
 * All exchanges that were answered, dealt out to `count` decisions. Every decision also asks one question that all
 * of them ask, word for word, and that the server answers differently to each.
 */
export function dealBundles(recordings: readonly Recording[], count: number): Bundle[] {
  const answered = recordings.filter(({ snapshot }) => snapshot.error === undefined)
  const chats = answered.filter(({ sending, exchange }) => isPlainChat(sending) && !exchange.streaming)
  const question = chats[0]!.sending
  return Array.from({ length: count }, (_none, place) => {
    const own = answered.filter((_recording, index) => index % count === place)
    const same = chats[place]!
    return {
      sendings: [...own.map(({ sending }) => sending), { ...question, index: same.sending.index }],
      expected: [...own, same].map(({ value }) => value),
    }
  })
}

/** Records all bundles at the same time. */
export function recordBundles(bundles: readonly Bundle[]): Promise<Captured<unknown>[]> {
  return Promise.all(
    bundles.map(({ sendings }, place) =>
      captureSettled(() => bundle(sendings), { id: `bundle/${String(place)}` }),
    ),
  )
}

function isPlainChat({ provider, via, url }: Sending): boolean {
  return provider === 'openai' && via === 'client' && url.endsWith('/chat/completions')
}
