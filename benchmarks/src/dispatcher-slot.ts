const SLOT = Symbol.for('undici.globalDispatcher.1')
const host = globalThis as unknown as Record<symbol, unknown>

/** The dispatcher that global `fetch` goes through. */
export const globalDispatcher = (): unknown => host[SLOT]

/** Has global `fetch` go through `dispatcher` while `work` runs. */
export async function withDispatcher(dispatcher: unknown, work: () => Promise<void>): Promise<void> {
  const before = host[SLOT]
  host[SLOT] = dispatcher
  try {
    await work()
  } finally {
    host[SLOT] = before
  }
}
