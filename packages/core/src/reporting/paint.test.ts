import { expect, test } from 'vitest'
import { painter } from './paint.js'

test('paints for an output that understands colours, and leaves text plain for any other', () => {
  expect(painter(true)('red', 'x')).toBe('\x1b[31mx\x1b[39m')
  expect(painter(true)('bold', 'x')).toBe('\x1b[1mx\x1b[22m')
  expect(painter(false)('red', 'x')).toBe('x')
})
