import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { collect } from '../../store/testing/sample-snapshot.js'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { LineCollector, type Line } from './line-collector.js'
import { readLines } from './read-lines.js'

function linesOf(bytes: Buffer, chunk: number, maxBytes = 100): Line[] {
  const collector = new LineCollector(maxBytes)
  const lines: Line[] = []
  for (let at = 0; at < bytes.length; at += chunk)
    lines.push(...collector.take(bytes.subarray(at, at + chunk)))
  return [...lines, ...collector.end()]
}

describe('lines are the same however the bytes arrive', () => {
  test.each<[string, string | Buffer, Line[]]>([
    ['nothing', '', []],
    ['one without an end', 'a', [{ number: 1, text: 'a' }]],
    [
      'two',
      'a\nb\n',
      [
        { number: 1, text: 'a' },
        { number: 2, text: 'b' },
      ],
    ],
    [
      'blank ones between',
      '\n a\n\r\n\t \nb',
      [
        { number: 2, text: ' a' },
        { number: 5, text: 'b' },
      ],
    ],
    [
      'a byte order mark and Windows line ends',
      '\ufeffé\r\nb\r\n',
      [
        { number: 1, text: 'é' },
        { number: 2, text: 'b' },
      ],
    ],
    [
      'a mark that is not at the start',
      'a\n\ufeffb',
      [
        { number: 1, text: 'a' },
        { number: 2, text: '\ufeffb' },
      ],
    ],
    ['other line separators inside', 'a\u2028b\rc', [{ number: 1, text: 'a\u2028b\rc' }]],
    [
      'characters of four bytes',
      '👩‍👩‍👧\n👩',
      [
        { number: 1, text: '👩‍👩‍👧' },
        { number: 2, text: '👩' },
      ],
    ],
    [
      'bytes that are no text',
      Buffer.from([0xff, 0xfe, 0x0a, 0x61]),
      [
        { number: 1, fault: 'not-utf-8' },
        { number: 2, text: 'a' },
      ],
    ],
    ['half a character', Buffer.from([0x61, 0xe2, 0x82]), [{ number: 1, fault: 'not-utf-8' }]],
    [
      'one that is too long',
      `${'x'.repeat(101)}\n${'y'.repeat(100)}`,
      [
        { number: 1, fault: 'too-long' },
        { number: 2, text: 'y'.repeat(100) },
      ],
    ],
    [
      'a last one that is too long',
      `a\n${'x'.repeat(500)}`,
      [
        { number: 1, text: 'a' },
        { number: 2, fault: 'too-long' },
      ],
    ],
  ])('%s', (_what, content, expected) => {
    const bytes = Buffer.from(content as string)
    for (const chunk of [1, 2, 3, 7, 1_000]) expect(linesOf(bytes, chunk)).toStrictEqual(expected)
  })
})

test('a line of 100 MB is passed over', async () => {
  const path = join(temporaryFolder(), 'large')
  writeFileSync(path, Buffer.concat([Buffer.alloc(100_000_000, 'x'), Buffer.from('\nlast')]))

  expect(await collect(readLines(path, 1_000_000))).toStrictEqual([
    { number: 1, fault: 'too-long' },
    { number: 2, text: 'last' },
  ])
})

test('nothing of a line is kept once it is too long', () => {
  const collector = new LineCollector(1_000)
  const kept = () =>
    (collector as unknown as { parts: Buffer[] }).parts.reduce((sum, part) => sum + part.length, 0)
  for (let chunk = 0; chunk < 100; chunk++) {
    expect([...collector.take(Buffer.alloc(300))]).toStrictEqual([])
    expect(kept()).toBeLessThanOrEqual(1_000)
  }
  expect(kept()).toBe(0)
})

test.each(['no-such-file', ''])('a source that cannot be read is named: %j', async (name) => {
  const path = join(temporaryFolder(), name)
  await expect(collect(readLines(path, 100))).rejects.toMatchObject({
    code: 'INVALID_IMPORT',
    message: expect.stringContaining(path) as string,
  })
})
