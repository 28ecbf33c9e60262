import { afterEach, describe, expect, test, vi } from 'vitest'
import { columnsOf, painter, painterFor } from './paint.js'

test('paints for an output that understands colours, and leaves text plain for any other', () => {
  expect(painter(true)('red', 'x')).toBe('\x1b[31mx\x1b[39m')
  expect(painter(true)('bold', 'x')).toBe('\x1b[1mx\x1b[22m')
  expect(painter(false)('red', 'x')).toBe('x')
})

describe('for a stream', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  test.each<[boolean | undefined, Record<string, string>, boolean]>([
    [true, {}, true],
    [false, {}, false],
    [undefined, {}, false],
    [true, { NO_COLOR: '1' }, false],
    [false, { FORCE_COLOR: '1' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
  ])('terminal %s with %o: %s', (isTTY, env, painted) => {
    for (const name of ['FORCE_COLOR', 'NO_COLOR']) vi.stubEnv(name, env[name])
    const stream = isTTY === undefined ? {} : { isTTY }
    expect(painterFor(stream)('red', 'x') !== 'x').toBe(painted)
  })
})

test.each([
  ['a terminal', { isTTY: true, columns: 80 }, 79],
  ['a terminal of no known size', { isTTY: true, columns: 0 }, undefined],
  ['a file', { columns: 80 }, undefined],
])('%s breaks lines, or does not', (_what, stream, columns) => {
  expect(columnsOf(stream)).toBe(columns)
})
