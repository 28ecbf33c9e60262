import { afterEach, expect, test } from 'vitest'
import { decision, definitionOf } from './decision/decision.js'
import { configure, type Settings } from './configure.js'
import { tapsNode } from './effects/http/http-taps.js'
import { steadyOf } from './effects/volatile.js'
import { LIMITS } from './limits.js'
import { redactor } from './snapshot/redaction/settings.js'

const good = {
  limits: { shownValue: 7 },
  redaction: { names: ['ticket'] },
  http: ['undici', 'node'],
  volatile: ['args[0].at'],
} satisfies Settings

afterEach(() => {
  configure({ limits: {}, redaction: {}, http: ['undici'], volatile: [] })
})

const definition = definitionOf(decision('configured', () => 1))!

function current(): unknown {
  return {
    shownValue: LIMITS.shownValue,
    redactor: redactor(),
    node: tapsNode(definition),
    args: steadyOf(definition)({ name: 'x', args: [{ at: 1 }] }),
  }
}

test('sets what it is given, and leaves the rest as it is', () => {
  configure(good)
  expect(current()).toMatchObject({ shownValue: 7, node: true, args: { args: [{}] } })
  configure({ limits: {} })
  expect(current()).toMatchObject({ shownValue: 160, node: true })
})

test.each([
  { limits: { shownValue: 0 } },
  { limits: { showValue: 1 } },
  { redaction: { name: [] } },
  { http: ['undici', 'axios'] },
  { volatile: ['nothing'] },
  { volatiles: [] },
])('sets nothing where %j is refused', (wrong) => {
  const before = current()
  expect(() => {
    configure({ ...good, ...(wrong as object) })
  }).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }))
  expect(current()).toEqual(before)
})
