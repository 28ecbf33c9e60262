import { beforeEach, afterEach, describe, expect, test, vi } from 'vitest'
import { listPending } from '../../pending/list-pending.js'
import { writePending } from '../../pending/pending-file.js'
import { openStore } from '../../store/open-store.js'
import { changedSnapshot, labelsIn, pendingChange, pendingProject } from '../testing/pending-project.js'
import { testTerminal } from '../testing/test-terminal.js'
import type { Answer } from './ask-what.js'
import { reviewLoop } from './review-loop.js'

const IDS = ['a', 'b', 'c', 'd']

let root: string
let before: Record<string, unknown>
beforeEach(async () => {
  vi.stubEnv('CI', undefined)
  root = await pendingProject(IDS)
  before = await labelsIn(root)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

interface Asked {
  readonly others: number
  readonly mayAccept: boolean
}

async function review(answers: readonly Answer[], note?: string | null) {
  const asked: Asked[] = []
  const terminal = testTerminal(root, { columns: 120 })
  const decided = await reviewLoop(terminal, {
    what: async (_name, others, mayAccept) => {
      asked.push({ others, mayAccept })
      const answer = answers[asked.length - 1]
      if (answer === undefined) throw new Error('asked too often')
      return answer
    },
    note: async () => note,
  })
  return { decided, asked, printed: terminal.printed(), noted: terminal.noted() }
}
const waiting = (): string[] => listPending({ root }).map(({ id }) => id)
const NONE = { accepted: 0, variants: 0, rejected: 0, skipped: 0, failed: 0 }

describe('reviewLoop', () => {
  test('does what is answered, one by one', async () => {
    const { decided, asked, printed } = await review(['accept', 'reject', 'skip', 'variant'], 'as good')
    expect(decided).toEqual({ ...NONE, accepted: 1, rejected: 1, skipped: 1, variants: 1 })
    expect(await labelsIn(root)).toEqual({ ...before, a: 'other' })
    expect(waiting()).toEqual(['c'])
    expect(asked.map(({ others }) => others)).toEqual([3, 2, 1, 0])
    expect(printed).toMatch(/ {2}a .*\n.*output\.label\n {2}- \S+ +│ \+ other/s)
  })

  test('stopped in the middle, what was decided is decided, and the rest as it was', async () => {
    expect((await review(['accept', 'quit'])).decided).toEqual({ ...NONE, accepted: 1, skipped: 3 })
    expect(waiting()).toEqual(['b', 'c', 'd'])
    expect(await labelsIn(root)).toEqual({ ...before, a: 'other' })
  })

  test('"all" accepts those of the same decision, and asks for the others', async () => {
    const other = changedSnapshot('b', 'other', 'another decision')
    writePending(root, pendingChange(root, 'b', { snapshot: other }))
    const { decided, asked } = await review(['all', 'skip'])
    expect(decided).toEqual({ ...NONE, accepted: 3, skipped: 1 })
    expect(asked.map(({ others }) => others)).toEqual([2, 0])
    expect(waiting()).toEqual(['b'])
  })

  test('one whose baseline changed cannot be accepted, and "all" goes on without it', async () => {
    const store = await openStore('dir:decisions', { cwd: root })
    await store.save(changedSnapshot('b', 'of someone else'), { replace: true })
    await store.delete('c')
    await store.close()
    expect((await review(['skip', 'skip', 'skip', 'skip'])).asked.map(({ mayAccept }) => mayAccept)).toEqual([
      ...[true, false, false, true],
    ])
    const { decided, noted } = await review(['all'])
    expect(decided).toEqual({ ...NONE, accepted: 2, failed: 2 })
    expect(noted.split('PENDING_STALE')).toHaveLength(3)
    expect(waiting()).toEqual(['b', 'c'])
  })

  test('asks again where the note of a variant was cancelled', async () => {
    const { decided, asked } = await review(['variant', 'skip', 'skip', 'skip', 'skip'], null)
    expect(decided).toEqual({ ...NONE, skipped: 4 })
    expect(asked).toHaveLength(5)
    expect(waiting()).toEqual(IDS)
  })
})
