import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ProgressLine } from './progress-line.js'

function drawing(total: number) {
  const lines: (string | undefined)[] = []
  return { lines, line: new ProgressLine((text) => lines.push(text), total) }
}

test('says how far it is, and what does not hold', async () => {
  const { lines, line } = drawing(4)
  for (const ok of [true, false, false]) {
    line.add(ok)
    await sleep(120)
  }
  line.end()
  expect(lines).toEqual([
    'Retrial  1 of 4',
    'Retrial  2 of 4, 1 does not hold',
    'Retrial  3 of 4, 2 do not hold',
    undefined,
  ])
})

test('is drawn at most 10 times a second, however fast it goes', () => {
  const { lines, line } = drawing(200_000)
  const start = performance.now()
  for (let index = 0; index < 200_000; index++) line.add(true)
  const most = Math.floor((performance.now() - start) / 100) + 1
  expect(lines.length).toBeGreaterThan(0)
  expect(lines.length).toBeLessThanOrEqual(most)
})

test('takes nothing away that it did not draw', () => {
  const { lines, line } = drawing(1)
  line.end()
  expect(lines).toEqual([])
})

test('says nothing where nobody looks on', () => {
  const line = new ProgressLine(undefined, 1)
  line.add(false)
  line.end()
})
