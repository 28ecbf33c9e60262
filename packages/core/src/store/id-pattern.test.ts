import { describe, expect, test } from 'vitest'
import { idPattern, isIdPattern } from './id-pattern.js'

const IDS = ['a', 'b', 'refunds/gold', 'refunds/late-return', 'refunds/old/gold', 'bugs/1', 'bugs/2.x', 'a+b']

describe('idPattern', () => {
  test.each<[string, string[]]>([
    ['a', ['a']],
    ['refunds/gold', ['refunds/gold']],
    ['gold', []],
    ['*', ['a', 'b', 'a+b']],
    ['?', ['a', 'b']],
    ['**', IDS],
    ['refunds/*', ['refunds/gold', 'refunds/late-return']],
    ['refunds/**', ['refunds/gold', 'refunds/late-return', 'refunds/old/gold']],
    ['**/gold', ['refunds/gold', 'refunds/old/gold']],
    ['refunds/**/gold', ['refunds/gold', 'refunds/old/gold']],
    ['*/[12]*', ['bugs/1', 'bugs/2.x']],
    ['bugs/[!1]*', ['bugs/2.x']],
    ['bugs[/]1', []],
    ['bugs[!a]1', []],
    ['*/*.x', ['bugs/2.x']],
    ['bugs/*[.]x', ['bugs/2.x']],
    ['*+b', ['a+b']],
    ['[b-a]', []],
    ['[', []],
    ['[]a]', ['a']],
    ['[\\]', []],
    ['*|a', []],
    ['(*)', []],
  ])('%s', (pattern, ids) => {
    expect(IDS.filter(idPattern(pattern))).toEqual(ids)
  })

  test('what may be an id is no pattern', () => {
    expect(['a/b-c_d.e@f+g=h,i~j'].filter(isIdPattern)).toEqual([])
    expect(['*', 'a?', '[a]', 'a]'].filter(isIdPattern)).toHaveLength(4)
  })
})
