import { capture, openStore } from '@retrial/core'
import { routeHosts, startProviders } from '@retrial/fixtures'
import { draftReply } from '../src/draft-reply'
import { triage } from '../src/triage'
import { tickets } from '../test/tickets'

// Two lines for this repository only: local stand-ins answer for the providers, so that recording needs no key.
const providers = await startProviders()
const restore = routeHosts(providers.url)
const store = await openStore('dir:decisions')

/** Records one decision under `id`, in place of what was recorded before. */
async function record<T>(id: string, thunk: () => Promise<T>): Promise<T> {
  const { value, snapshot } = await capture(thunk, { id, tags: { topic: id.replace(/\/.*/, '') } })
  await store.save(snapshot, { replace: true })
  console.log(`  recorded ${id}`)
  return value
}

try {
  for (const [id, ticket] of Object.entries(tickets)) {
    const { refund } = await record(id, () => triage(ticket))
    await record(id.replace(/^.*\//, 'replies/'), () => draftReply(ticket, refund))
  }
  console.log(`  ${String(providers.requests.length)} requests to the providers, ${store.url}`)
} finally {
  await store.close()
  restore()
  await providers.close()
}
