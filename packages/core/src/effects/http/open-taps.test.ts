import http from 'node:http'
import { expect, test } from 'vitest'
import { collectGarbage } from '../../testing/collect-garbage.js'
import { openTaps, openTapsUntilGone } from './open-taps.js'

const inPlace = (): unknown[] => [globalThis.fetch, http.request]

test('taps are in place until they are taken away, also where others came and went', () => {
  const before = inPlace()
  const [first, second] = [openTaps({ tapsNode: true }), openTaps({ tapsNode: true })]
  first()
  first()
  expect(inPlace()).not.toContain(before[0])
  expect(inPlace()).not.toContain(before[1])
  second()
  expect(inPlace()).toEqual(before)
})

test('those of a scope that is gone are taken away, those of another are not', async () => {
  const before = inPlace()
  const scope = { tapsNode: false }
  const close = openTapsUntilGone(scope)
  openTapsUntilGone({ tapsNode: true })
  await collectGarbage(() => http.request === before[1])
  expect(http.request).toBe(before[1])
  expect(globalThis.fetch).not.toBe(before[0])
  close()
  expect(inPlace()).toEqual(before)
  expect(scope).toEqual({ tapsNode: false })
})
