import { expect, test } from 'vitest'
import { NumberList } from './number-list.js'

test.each([0, 1, 8_191, 8_192, 8_193, 20_000])('%i numbers are all given, sorted', (count) => {
  const list = new NumberList()
  const numbers = Array.from({ length: count }, (_, index) => ((index * 7_919) % 10_007) / 8)
  for (const number of numbers) list.push(number)
  expect(Array.from(list.sorted())).toEqual(numbers.toSorted((a, b) => a - b))
})

test('more may come after they were sorted', () => {
  const list = new NumberList()
  list.push(2)
  expect(Array.from(list.sorted())).toEqual([2])
  list.push(1)
  expect(Array.from(list.sorted())).toEqual([1, 2])
})
