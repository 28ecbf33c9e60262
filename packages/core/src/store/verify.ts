import type { ReplayErrorCode } from '../errors.js'
import { contentHash } from '../snapshot/content-hash.js'
import type { StoreBackend } from './backend.js'
import { facetsOf } from './facets.js'
import { caseCollisions, otherCase } from './letter-case.js'
import { misplacedProblem } from './misplaced.js'
import type { StoreProblem } from './store.js'
import { readStored } from './stored-text.js'

/** Reads every snapshot of a backend; one that is broken does not keep the others from being read. */
export async function verifyAll(
  backend: StoreBackend,
  url: string,
  ensureOpen: () => void,
): Promise<{ checked: number; problems: StoreProblem[] }> {
  const problems: StoreProblem[] = []
  const collisionOf = caseCollisions()
  let checked = 0
  for await (const id of backend.ids({})) {
    ensureOpen()
    checked++
    const problem = await problemOf(backend, url, id)
    if (problem !== undefined) problems.push({ id, ...problem })
    const taken = backend.idsAreFileNames === true ? collisionOf(id) : undefined
    if (taken !== undefined) {
      const { code, message } = otherCase(url, id, taken)
      problems.push({ id, code, message })
    }
  }
  return { checked, problems }
}

async function problemOf(
  backend: StoreBackend,
  url: string,
  id: string,
): Promise<Omit<StoreProblem, 'id'> | undefined> {
  try {
    const text = await backend.read(id)
    if (text === undefined) return undefined
    const snapshot = readStored(url, id, text)
    if (snapshot.id !== id) return await misplacedProblem(backend, url, id, snapshot.id)
    const hash = contentHash(snapshot)
    if (snapshot.contentHash !== hash) {
      return {
        code: 'HASH_MISMATCH',
        message: `Its content hash is ${snapshot.contentHash}, its content gives ${hash}: it was edited after it was recorded.`,
      }
    }
    const field = await backend.misfiled?.(id, facetsOf(snapshot))
    // One that was replaced meanwhile is in order.
    if (field === undefined || (await backend.read(id)) !== text) return undefined
    return {
      code: 'STORE_CORRUPT',
      message: `What it is indexed by does not agree with its ${field}: a query may leave it out. Save it again with { replace: true }.`,
    }
  } catch (error) {
    const { code, message } = error as { code?: ReplayErrorCode; message: string }
    if (code === undefined) throw error
    return { code, message }
  }
}
