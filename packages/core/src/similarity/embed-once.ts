import { isReplayError, SimilarityError } from '../errors.js'
import { openText } from '../snapshot/redaction/open-text.js'
import { checkedVectors } from './checked-vectors.js'
import type { Embedder } from './embedder.js'
import type { Vectors } from './vectors/vector-cache.js'

const DEFAULT_BATCH = 64

/** One call of an embedder, for all that wait for a text of it. */
interface Batch {
  readonly vectors: Promise<Vectors>
  /** Aborts when nobody waits any more. */
  readonly controller: AbortController
  waiting: number
}

/** Batches under way in this process, by embedder and text. */
const underWay = new Map<string, Batch>()

/**
 * Asks an embedder for vectors, in batches, one after the other. A text that is being embedded for somebody else is
 * waited for, not asked for again; somebody who stops waiting takes it from nobody else.
 *
 * @param texts by their key. None is blank.
 * @param keep is given each batch as soon as it is there.
 * @throws SimilarityError `EMBEDDER_FAILED`; the reason of `signal` when it aborts.
 */
export async function embedOnce(
  embedder: Embedder,
  texts: ReadonlyMap<string, string>,
  keep: (vectors: Vectors) => void,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted()
  const batches = new Set<Batch>()
  const own: [string, string][] = []
  for (const [key, text] of texts) {
    const batch = underWay.get(nameOf(embedder, key))
    if (batch === undefined) own.push([key, text])
    else batches.add(batch)
  }
  const { maxBatch = DEFAULT_BATCH } = embedder
  let previous: Batch | undefined
  for (let from = 0; from < own.length; from += maxBatch) {
    previous = startBatch(embedder, own.slice(from, from + maxBatch), previous)
    batches.add(previous)
  }
  await Promise.all(
    [...batches].map(async (batch) => {
      const vectors = await whileWanted(batch, signal)
      keep(new Map([...vectors].filter(([key]) => texts.has(key))))
    }),
  )
}

function startBatch(embedder: Embedder, entries: readonly [string, string][], previous?: Batch): Batch {
  const controller = new AbortController()
  const names = entries.map(([key]) => nameOf(embedder, key))
  const vectors = (async (): Promise<Vectors> => {
    // One that failed would fail again; one that nobody wanted any more says nothing about this one.
    await previous?.vectors.catch((error: unknown) => {
      if (!previous.controller.signal.aborted) throw error
    })
    controller.signal.throwIfAborted()
    const given = await asked(
      embedder,
      entries.map(([, text]) => text),
      controller.signal,
    )
    const checked = checkedVectors(embedder, entries.length, given)
    return new Map(checked.map((vector, index) => [entries[index]?.[0] ?? '', vector]))
  })()
  const batch: Batch = { vectors, controller, waiting: 0 }
  for (const name of names) underWay.set(name, batch)
  const forget = (): void => {
    for (const name of names) if (underWay.get(name) === batch) underWay.delete(name)
  }
  controller.signal.addEventListener('abort', forget)
  vectors.then(forget, forget)
  return batch
}

async function asked(embedder: Embedder, texts: string[], signal: AbortSignal): Promise<unknown> {
  try {
    return await embedder.embed(texts, { signal })
  } catch (error) {
    if (signal.aborted || isReplayError(error)) throw error
    throw new SimilarityError(
      'EMBEDDER_FAILED',
      `The embedder ${JSON.stringify(embedder.id)} failed: ${openText(error instanceof Error ? error.message : String(error))}`,
      { cause: error },
    )
  }
}

function whileWanted(batch: Batch, signal: AbortSignal | undefined): Promise<Vectors> {
  batch.waiting++
  if (signal === undefined) return batch.vectors
  return new Promise((resolve, reject) => {
    const leave = (): void => {
      batch.waiting--
      if (batch.waiting === 0) batch.controller.abort(signal.reason)
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whatever the caller gave
      reject(signal.reason)
    }
    signal.addEventListener('abort', leave, { once: true })
    batch.vectors.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', leave)
    })
  })
}

function nameOf(embedder: Embedder, key: string): string {
  return `${key} ${embedder.id}`
}
