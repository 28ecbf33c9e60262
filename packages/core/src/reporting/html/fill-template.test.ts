import { expect, test } from 'vitest'
import { DATA_MARK, fillTemplate } from './fill-template.js'

const TEMPLATE = `<script type="application/json">${DATA_MARK}</script>`

test.each([
  '</script><script>alert(1)</script>',
  '<!--<script>',
  ']]>',
  '&lt;',
  '\u2028\u2029',
  '$& $1 $$',
  DATA_MARK,
])('text that means something to a parser means nothing: %s', (text) => {
  const filled = fillTemplate(TEMPLATE, { [text]: text })
  const json = filled.slice(TEMPLATE.indexOf(DATA_MARK), -'</script>'.length)
  expect(json).not.toMatch(/[<>&\u2028\u2029]/)
  expect(JSON.parse(json)).toEqual({ [text]: text })
})

test('a template without a place for the data, or with two, is refused', () => {
  expect(() => fillTemplate('<p></p>', {})).toThrow('once')
  expect(() => fillTemplate(DATA_MARK + DATA_MARK, {})).toThrow('once')
})
