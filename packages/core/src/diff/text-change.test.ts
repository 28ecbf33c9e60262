import { expect, test } from 'vitest'
import { pick, seededRandom } from '../snapshot/testing/random-values.js'
import { textChange } from './text-change.js'

test.each<[string, string, string, string]>([
  ['a word', 'the quick fox', 'the slow fox', 'the [-quick-]{+slow+} fox'],
  ['the first word', 'Hello you', 'Dear you', '[-Hello-]{+Dear+} you'],
  ['the last word', 'see you soon', 'see you later', 'see you [-soon-]{+later+}'],
  ['a part of a word is the whole word', 'an unhappy end', 'an unhoped end', 'an [-unhappy-]{+unhoped+} end'],
  ['an ending of a word', 'it works', 'it worked', 'it [-works-]{+worked+}'],
  ['a beginning of a word', 'is undone', 'is done', 'is [-undone-]{+done+}'],
  ['inserted', 'the quick fox', 'the quick brown fox', 'the quick {+brown +}fox'],
  ['inserted at the start', 'fox', 'the fox', '{+the +}fox'],
  ['inserted at the end', 'the quick', 'the quick fox', 'the quick{+ fox+}'],
  ['deleted', 'the quick brown fox', 'the quick fox', 'the quick [-brown -]fox'],
  ['deleted at the start', 'the fox', 'fox', '[-the -]fox'],
  ['deleted at the end', 'the quick fox', 'the quick', 'the quick[- fox-]'],
  ['a negation', 'is approved', 'is not approved', 'is {+not +}approved'],
  ['several words, as one middle', 'a b c d e', 'a x c y e', 'a [-b c d-]{+x c y+} e'],
  ['everything', 'one', 'two', '[-one-]{+two+}'],
  ['from nothing', '', 'new', '{+new+}'],
  ['to nothing', 'old', '', '[-old-]'],
  ['nothing', 'same text', 'same text', 'same text'],
  ['a letter of several equal ones', 'aaa', 'aa', '[-aaa-]{+aa+}'],
  ['a word of several equal ones', 'go go go', 'go go', 'go go[- go-]'],
  ['a word more of several equal ones', 'go go', 'go go go', 'go go{+ go+}'],
  ['a start and an end that overlap', 'abab', 'abababab', '[-abab-]{+abababab+}'],
  ['space', 'a b', 'a  b', 'a {+ +}b'],
  ['a line end', 'a\nb', 'a b', 'a[-\n-]{+ +}b'],
  ['a space of another kind', 'costs 10 000 EUR', 'costs 10\u202f000 EUR', 'costs 10[- -]{+\\u202f+}000 EUR'],
  [
    'a colour',
    'it is red now',
    'it is \u001b[31mred\u001b[0m now',
    'it is [-red-]{+\\u001b[31mred\\u001b[0m+} now',
  ],
  ['letters of three bytes', '日本 語', '日本 人', '日本 [-語-]{+人+}'],
])('%s', (_what, before, after, expected) => {
  expect(textChange(before, after)).toBe(expected)
})

test('of long texts: the middle and some of what is around it', () => {
  const before = `${'start '.repeat(100)}old${' end'.repeat(100)}`
  const after = before.replace('old', 'new')
  expect(textChange(before, after)).toBe(
    `…t start start start start start [-old-]{+new+} end end end end end end end end…`,
  )
})

test('of a long middle: its beginning and its length', () => {
  const text = textChange(`a ${'x'.repeat(200)} b`, `a ${'y'.repeat(81)} b`)
  expect(text).toBe(`a [-${'x'.repeat(80)}… (200 characters)-]{+${'y'.repeat(80)}… (81 characters)+} b`)
})

const numbered = (count: number): string[] => Array.from({ length: count }, (_, index) => `w${index}`)
const changedAt = (words: string[], changed: Record<number, string>): string =>
  words.map((word, index) => changed[index] ?? word).join(' ')

test('of words far apart: each of them', () => {
  const words = numbered(17_500)
  expect(textChange(words.join(' '), changedAt(words, { 10: 'FIRST', 17_000: 'SECOND' }))).toBe(
    'w0 w1 w2 w3 w4 w5 w6 w7 w8 w9 [-w10-]{+FIRST+} w11 w12 w13 w14 w15 w16 w17 w18…995 w16996 w16997 w16998 w16999 [-w17000-]{+SECOND+} w17001 w17002 w17003 w17004 w17…',
  )
})

test('of words far apart, inserted and left out', () => {
  const words = numbered(90)
  const text = textChange(words.join(' '), changedAt(words, { 20: 'w20 new', 70: '' }).replace('  ', ' '))
  expect(text).toContain('w20 {+new +}w21')
  expect(text).toContain('w69 [-w70 -]w71')
})

test('of many words far apart: the first three, and how many more there are', () => {
  const words = numbered(1_000)
  const text = textChange(
    words.join(' '),
    changedAt(words, { 100: 'a', 200: 'b', 300: 'c', 400: 'd', 500: 'e' }),
  )
  expect(text.match(/\{\+.\+\}/g)).toEqual(['{+a+}', '{+b+}', '{+c+}'])
  expect(text).toMatch(/… \(and 2 more changes\)$/)
})

test('of long parts that look the same: their beginnings with escapes, and their own lengths', () => {
  const [composed, decomposed] = ['\u00e9'.repeat(100), 'e\u0301'.repeat(100)]
  expect(textChange(`a ${composed} b`, `a ${decomposed} b`)).toBe(
    `a [-${'\\u00e9'.repeat(80)}… (100 characters)-]{+${'e\\u0301'.repeat(40)}… (200 characters)+} b`,
  )
})

test('of a long word: the letters that changed', () => {
  const [head, tail] = ['h'.repeat(50), 't'.repeat(50)]
  expect(textChange(`${head}X${tail}`, `${head}Y${tail}`)).toBe(
    `…${head.slice(-32)}[-X-]{+Y+}${tail.slice(-32)}…`,
  )
})

test('of a long word of emoji: whole ones', () => {
  const [head, tail] = ['😀'.repeat(40), '😎'.repeat(40)]
  expect(textChange(`${head}😁${tail}`, `${head}😂${tail}`)).toBe(
    `…${'😀'.repeat(16)}[-😁-]{+😂+}${'😎'.repeat(16)}…`,
  )
  // These two share the second half of their pairs.
  expect(textChange(`${head}😀${tail}`, `${head}🨀${tail}`)).toContain(`[-😀-]{+🨀+}${'😎'.repeat(16)}…`)
  expect(textChange(`${head}ab`, `${head}ac`)).toBe(`…${'😀'.repeat(15)}a[-b-]{+c+}`)
  expect(textChange(`a${head}`, `b${head}`)).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
  expect(textChange(`x ${'😀'.repeat(50)}`, 'x')).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
})

test('what is written holds both texts, whatever they are', () => {
  const random = seededRandom(5)
  const words = (): string =>
    Array.from({ length: Math.floor(random() * 5) }, () => pick(random, ['a', 'aa', 'b', 'go', '\n'])).join(
      ' ',
    )
  for (let round = 0; round < 2_000; round++) {
    const [before, after] = [words(), words()]
    const written = textChange(before, after)
    expect(written.replace(/\{\+[^+]*\+\}/, '').replace(/\[-([^-]*)-\]/, '$1')).toBe(before)
    expect(written.replace(/\[-[^-]*-\]/, '').replace(/\{\+([^+]*)\+\}/, '$1')).toBe(after)
  }
})

test.each<[string, string, string]>([
  ['one word', 'x'.repeat(1_000_000), `${'x'.repeat(1_000_000)}y`],
  ['one word before a change', `${'x'.repeat(1_000_000)} a`, `${'x'.repeat(1_000_000)} b`],
  ['words far apart', `a ${'word '.repeat(200_000)}b`, `c ${'word '.repeat(200_000)}d`],
  ['all other words', 'word '.repeat(50_000), numbered(50_000).join(' ')],
  ['sequences of a terminal', '\u001b' + ';#'.repeat(500_000), `x\u001b${';#'.repeat(500_000)}`],
  ['many words', 'word '.repeat(200_000), `${'word '.repeat(200_000)}x`],
])('a megabyte in %s takes little time', (_what, before, after) => {
  const startedAt = performance.now()
  expect(textChange(before, after).length).toBeLessThan(400)
  expect(performance.now() - startedAt).toBeLessThan(10_000)
})
