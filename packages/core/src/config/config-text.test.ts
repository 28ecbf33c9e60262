import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { configText, parseConfigText } from './config-text.js'

test('data comes back as it was, patterns among it', () => {
  const config = {
    store: 'dir:own',
    redaction: { names: ['a'], personal: true, rules: [{ kind: 'b', pattern: /b\/"+/giu }] },
    limits: { shownIds: 3 },
    http: ['node' as const],
    scorer: 'lexical' as const,
  }

  expect(parseConfigText(configText(config)!)).toEqual(config)
})

test('data of another realm is data', () => {
  const config = runInNewContext('({ redaction: { rules: [{ kind: "b", pattern: /b/g }] } })')

  expect(parseConfigText(configText(config)!)).toEqual({
    redaction: { rules: [{ kind: 'b', pattern: /b/g }] },
  })
})

test.each([
  ['a function', { redaction: { replace: (text: string) => text } }],
  ['an object of a class', { redaction: new URL('https://a.example') }],
  ['a map', { limits: new Map() }],
  ['a scorer of your own', { scorer: { id: 'mine@1', defaultMinSimilarity: 0.7, score: () => [] } }],
])('%s cannot be handed over', (_name, config) => {
  expect(configText(config as never)).toBeUndefined()
})
