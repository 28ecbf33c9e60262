import { expect, test } from 'vitest'
import { collectGarbage } from './testing/collect-garbage.js'
import { whenGone } from './when-gone.js'

test('is done once nothing can reach the object, unless it was forgotten', async () => {
  const done: string[] = []
  const kept = {}
  const watch = (name: string, object: object): (() => void) => whenGone(object, () => void done.push(name))
  watch('gone', {})
  watch('kept', kept)
  watch('forgotten', {})()
  await collectGarbage(() => done.includes('gone'))
  await collectGarbage(() => true)
  expect(done).toEqual(['gone'])
  expect(kept).toEqual({})
})
