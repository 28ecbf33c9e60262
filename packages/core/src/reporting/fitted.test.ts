import { expect, test } from 'vitest'
import { fitted } from './fitted.js'
import { painter } from './paint.js'

test.each<[string, string, number, string[]]>([
  ['that fits, as it is', '  a short line', 20, ['  a short line']],
  ['at its spaces, indented', '  one two three four five six', 20, ['  one two three four', '    five six']],
  [
    'inside of a long word',
    'x'.repeat(45),
    20,
    ['x'.repeat(20), `  ${'x'.repeat(18)}`, `  ${'x'.repeat(7)}`],
  ],
  ['by the room that letters take', '日本語'.repeat(4), 20, ['日本語日本語日本語日', '  本語']],
  ['no narrower than 20 columns', '  one two three four five', 3, ['  one two three four', '    five']],
  ['between whole characters', '😀'.repeat(12), 20, ['😀'.repeat(10), `  ${'😀'.repeat(2)}`]],
])('breaks a line %s', (_name, line, columns, lines) => {
  expect(fitted(line, columns)).toEqual(lines)
})

test('styles take no room, and none is cut', () => {
  const paint = painter(true)
  const line = `${paint('red', 'one two')} ${paint('bold', 'three four')}`
  expect(fitted(line, 20)).toEqual([line])
  const broken = fitted(`${line} ${paint('dim', 'five six seven')}`, 20)
  expect(broken.join(' ').replaceAll(/ +/g, ' ')).toBe(`${line} ${paint('dim', 'five six seven')}`)
  for (const one of broken) expect(one.replaceAll(/\u001b\[[\d;]*m/g, '').length).toBeLessThanOrEqual(20)
})

test('no line is wider than there are columns, and no word is lost', () => {
  const words = Array.from({ length: 200 }, (_, index) => 'w'.repeat((index * 7) % 31)).join(' ')
  for (const columns of [20, 33, 80]) {
    const lines = fitted(`      ${words}`, columns)
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(columns)
    expect(lines.join('').replaceAll(' ', '')).toBe(words.replaceAll(' ', ''))
  }
})

test('a line without an end takes little time', () => {
  const startedAt = performance.now()
  expect(fitted('x y'.repeat(100_000), 80).length).toBeGreaterThan(1_000)
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})
