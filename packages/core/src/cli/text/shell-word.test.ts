import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { shellWord } from './shell-word.js'

describe.skipIf(process.platform === 'win32')('a shell reads', () => {
  test.each([
    'a',
    'refunds/gold-customer',
    'a.b_c@d+e=f,g',
    '~',
    '-a',
    "it's",
    'a b',
    '$(id)',
    '`id`',
    '*',
    'ä',
    '#x',
    ';',
    '\\',
  ])('%j as one word', (text) => {
    const read = execFileSync('/bin/sh', ['-c', `printf '<%s>' ${shellWord(text)}`], { encoding: 'utf8' })
    expect(read).toBe(`<${text}>`)
  })
})

test('what needs no quotes has none', () => {
  expect(['refunds/gold-customer', 'a@1.0+x'].map(shellWord)).toEqual(['refunds/gold-customer', 'a@1.0+x'])
})
