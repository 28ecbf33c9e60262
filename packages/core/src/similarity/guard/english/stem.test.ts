import { expect, it } from 'vitest'
import { stem } from './stem.js'

it.each([
  ['approve approved approves approving approval', 'approv'],
  ['cancel cancelled canceled cancelling cancels', 'cancel'],
  ['eligible eligibility', 'elig'],
  ['deny denied denies denial', 'deni'],
  ['go goes went gone', 'go'],
  ['pay paid payment payments', 'pai'],
  ['organise organized organizing', 'organ'],
  ['colour colors', 'color'],
  ['children child', 'child'],
])('%s share one stem', (forms, expected) => {
  expect(new Set(forms.split(' ').map(stem))).toEqual(new Set([expected]))
})

it.each([
  ['authority', 'authorize'],
  ['policy', 'police'],
  ['university', 'universe'],
  ['general', 'generate'],
  ['important', 'import'],
  ['hour', 'hor'],
])('%s and %s do not', (a, b) => {
  expect(stem(a)).not.toBe(stem(b))
})

it('leaves alone what is no English word', () => {
  for (const word of ['', 'a', 'is', 'größe', 'x1', 'Ж'.repeat(50), 'a'.repeat(100)])
    expect(stem(word)).toBe(word)
})
