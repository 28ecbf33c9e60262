import { describe, expect, test } from 'vitest'
import { printable } from './printable.js'

describe('unchanged', () => {
  test.each([
    '',
    'plain text, "quoted"; 100 %',
    '👩‍👩‍👧',
    '👍🏽 🇨🇭 ❤️',
    '日本語',
    'é',
    'e\u0301',
    'نامه‌ای',
    'क्‍ष',
    'weiß – “quoted” … ¡',
    '[31m without escape',
    ':: in the middle of a line',
    '## [a heading',
    '#[x]',
  ])('%j', (text) => {
    expect(printable(text)).toBe(text)
  })
})

describe('visible', () => {
  test.each([
    ['right-to-left override', 'a\u202eb', 'a\\u202eb'],
    ['isolate', 'a\u2066b\u2069', 'a\\u2066b\\u2069'],
    ['zero-width space', 'a\u200bb', 'a\\u200bb'],
    ['byte order mark', '\ufeffa', '\\ufeffa'],
    ['soft hyphen', 'a\u00adb', 'a\\u00adb'],
    ['line separator', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
    ['tag character', 'a\u{e0041}b', 'a\\u{e0041}b'],
    ['lone high surrogate', 'a\ud83d', 'a\\ud83d'],
    ['lone low surrogate', '\ude00a', '\\ude00a'],
    ['private use', '\ue000', '\\ue000'],
    ['unassigned', '\u0378', '\\u0378'],
    ['line break', 'a\nb', 'a\\nb'],
    ['tab', 'a\tb', 'a\\tb'],
    ['carriage return', 'a\rb', 'a\\u000db'],
    ['backspace', 'a\bb', 'a\\u0008b'],
    ['NUL', 'a\0b', 'a\\u0000b'],
    ['bell', '\x07', '\\u0007'],
    ['delete', '\x7f', '\\u007f'],
    ['next line', 'a\u0085b', 'a\\u0085b'],
    ['bare escape', 'a\x1b', 'a\\u001b'],
  ])('%s', (_what, text, expected) => {
    expect(printable(text)).toBe(expected)
  })
})

describe('terminal sequences are harmless', () => {
  test.each([
    ['colour', '\x1b[31mred\x1b[0m'],
    ['clear screen', '\x1b[2J\x1b[H'],
    ['reset', '\x1bc'],
    ['clipboard', '\x1b]52;c;aGk=\x07'],
    ['clipboard, unterminated', '\x1b]52;c;aGk='],
    ['link', '\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\'],
    ['DCS', '\x1bPq#0\x1b\\'],
    ['APC', '\x1b_x\x1b\\'],
    ['C1 CSI', '\u009b2J'],
    ['C1 OSC', '\u009d0;x\u009c'],
  ])('%s', (_what, text) => {
    expect(printable(`a${text}b`)).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
    expect(printable(`a${text}b`)).toMatch(/^a.*b$/)
  })
})

describe('workflow commands', () => {
  test.each([
    ['of the old form', '##[add-mask]e', '#\\#[add-mask]e'],
    ['of the old form in a line', 'x ##[group]', 'x #\\#[group]'],
    ['with another # in front', '###[group]', '##\\#[group]'],
    ['twice', '##[a]##[b]', '#\\#[a]#\\#[b]'],
    ['put together by removing a colour', '#\x1b[0m#[group]', '#\\#[group]'],
    [
      'of the new form stay on their line',
      'ok\n::error::x\r::set-output name=a::b',
      'ok\\n::error::x\\u000d::set-output name=a::b',
    ],
  ])('%s', (_what, text, expected) => {
    expect(printable(text)).toBe(expected)
  })
})

test('what is printable stays as it is', () => {
  const hostile = 'a\x1b[31m\n\u202e##[x]\ud83d👩‍👩‍👧'
  expect(printable(printable(hostile))).toBe(printable(hostile))
})

test('a megabyte takes little time', () => {
  const startedAt = performance.now()
  printable('\u0000##[\u202e text'.repeat(80_000))
  expect(performance.now() - startedAt).toBeLessThan(10_000)
})
