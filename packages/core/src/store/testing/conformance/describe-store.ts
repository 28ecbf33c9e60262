import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { SnapshotStore } from '../../store.js'
import { saveAll } from '../sample-snapshot.js'
import { testValues } from './values.js'
import { testClosing } from './closing.js'
import { testDeleting } from './deleting.js'
import { testFound } from './found.js'
import { testIds } from './ids.js'
import { testOrder } from './order.js'
import { testQueries } from './queries.js'
import { testSaving } from './saving.js'
import { testSavingMany } from './saving-many.js'
import { testTransactions } from './transactions.js'
import { testVerifying } from './verifying.js'

export interface StoreUnderTest {
  readonly store: SnapshotStore
  /** Drops what the store left on disk. */
  readonly cleanUp?: () => void
}

const PARTS: readonly (readonly [string, (store: () => SnapshotStore) => void])[] = [
  ['saving and loading', testSaving],
  ['values', testValues],
  ['saveMany', testSavingMany],
  ['ids', testIds],
  ['has and delete', testDeleting],
  ['query', testQueries],
  ['what a query finds', testFound],
  ['the order of a query', testOrder],
  ['transaction', testTransactions],
  ['verify', testVerifying],
  ['close', testClosing],
]

/** What every store has to do, whatever is underneath. `open` gives a new, empty one each time. */
export function describeStore(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} as a SnapshotStore`, () => {
    let store: SnapshotStore
    let cleanUp: (() => void) | undefined

    beforeEach(async () => {
      ;({ store, cleanUp } = await open())
    })

    afterEach(async () => {
      await store.close()
      cleanUp?.()
    })

    describe.each(PARTS)('%s', (_name, testPart) => {
      testPart(() => store)
    })

    test('is healthy and writable', async () => {
      expect(await store.health()).toEqual({ ok: true, writable: true })
      await saveAll(store, 'a')
      expect(await store.health()).toEqual({ ok: true, writable: true })
    })
  })
}
