import { describe, expect, test } from 'vitest'
import { checkSnapshotId, newSnapshotId } from './snapshot-id.js'

test.each([
  'triage',
  'refunds/gold-customer',
  'a/b/c/d.e',
  'v1.2.3',
  '_',
  '@team/a+b=c,d~e',
  'Console',
  'a.con',
  'com10',
  `${'x'.repeat(100)}/${'x'.repeat(99)}`,
])('%j is an id', (id) => {
  expect(() => {
    checkSnapshotId(id)
  }).not.toThrow()
})

test.each<[string, unknown]>([
  ['nothing', ''],
  ['a way up', '../x'],
  ['a way up inside', 'a/../b'],
  ['a dot', '.'],
  ['a dot inside', 'a/./b'],
  ['a hidden file', '.git'],
  ['a hidden folder', 'a/.git/b'],
  ['a trailing dot', 'a.'],
  ['a trailing dot inside', 'a./b'],
  ['an absolute path', '/etc/passwd'],
  ['an empty segment', 'a//b'],
  ['a trailing slash', 'a/'],
  ['a backslash', 'a\\b'],
  ['a drive', 'C:a'],
  ['a stream', 'a:b'],
  ['a space', 'a b'],
  ['a trailing newline', 'a\n'],
  ['a newline', 'a\nb'],
  ['a NUL', 'a\0'],
  ['an emoji', 'a🙂'],
  ['a letter beyond ASCII', 'größe'],
  ['a percent sign', '%2e%2e'],
  ['a wildcard', 'a*'],
  ['a device of Windows', 'CON'],
  ['a device of Windows inside', 'a/nul/b'],
  ['a device of Windows with an extension', 'a/Lpt1.json'],
  ['a segment of 101 characters', 'x'.repeat(101)],
  ['201 characters', `${'x'.repeat(100)}/${'x'.repeat(100)}`],
  ['10,000 characters', 'x'.repeat(10_000)],
  ['undefined', undefined],
  ['null', null],
  ['a number', 7],
  ['an object', { toString: () => 'triage' }],
])('%s is no id', (_what, id) => {
  expect(() => {
    checkSnapshotId(id)
  }).toThrow(
    expect.objectContaining({
      name: 'UsageError',
      code: 'INVALID_ID',
      // One line, not too long to read.
      message: expect.stringMatching(/^.{1,400}$/),
    }),
  )
})

test.each([
  ['x'.repeat(101), 'segments of up to 100 characters'],
  ['a/nul', 'names of devices of Windows'],
])('the message says what %s breaks', (id, rule) => {
  expect(() => {
    checkSnapshotId(id)
  }).toThrow(rule)
})

describe('newSnapshotId', () => {
  const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

  test('is the name of the function and a UUID of version 7', () => {
    const [folder, uuid, ...rest] = newSnapshotId('triage').split('/')

    expect(folder).toBe('triage')
    expect(uuid).toMatch(UUID)
    expect(rest).toEqual([])
  })

  test('sorts by time', () => {
    const times = [0, 1, 255, 256, 65_536, 1_700_000_000_000, 1_700_000_000_001, 2 ** 48 - 1]
    const ids = times.map((time) => newSnapshotId('triage', time))

    expect([...ids].sort()).toEqual(ids)
  })

  test('begins with the time', () => {
    expect(newSnapshotId('triage', 0x0123_4567_89ab)).toMatch(/^triage\/01234567-89ab-7/)
  })

  test('is the time of now by default', () => {
    const [before, id, after] = [
      newSnapshotId('a', Date.now() - 1),
      newSnapshotId('a'),
      newSnapshotId('a', Date.now() + 1),
    ]

    expect([id, after, before].sort()).toEqual([before, id, after])
  })

  test('sorts by the order in which they were made, also within a millisecond', () => {
    const ids = Array.from({ length: 1_000 }, () => newSnapshotId('triage', 1_700_000_000_000))

    expect([...ids].sort()).toEqual(ids)
  })

  test('never comes twice', () => {
    const ids = Array.from({ length: 2_000 }, () => newSnapshotId('triage', 5))

    expect(new Set(ids).size).toBe(ids.length)
  })

  test.each([
    'triage',
    '../../x',
    'a/b',
    'größe',
    '🙂',
    'x'.repeat(200),
    'CON',
    'nul',
    'lpt1',
    '.hidden',
    'two words.',
  ])('is an id whatever the function is called: %s', (name) => {
    const id = newSnapshotId(name)

    expect(() => {
      checkSnapshotId(id)
    }).not.toThrow()
    expect(id.split('/')).toHaveLength(2)
  })
})
