import { expect, test } from 'vitest'
import { describeStore } from './testing/conformance/describe-store.js'
import { openStore } from './open-store.js'
import { sampleSnapshot } from './testing/sample-snapshot.js'

describeStore('memory:', async () => ({ store: await openStore('memory:') }))

test('every memory store is its own', async () => {
  const [one, other] = [await openStore('memory:'), await openStore('memory:')]
  await one.save(sampleSnapshot('a'))
  expect(await other.has('a')).toBe(false)
})
