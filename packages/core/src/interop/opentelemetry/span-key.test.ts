import { expect, test } from 'vitest'
import { spanKey } from './span-key.js'
import { SPAN, TRACE } from './testing/otlp.js'

const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64')

test.each([
  ['hex', TRACE, SPAN],
  ['capital hex, as the specification writes it', TRACE.toUpperCase(), SPAN.toUpperCase()],
  ['base64, the plain mapping of protobuf', base64(TRACE), base64(SPAN)],
])('reads %s', (_what, trace, span) => {
  expect(spanKey(trace, span)).toBe(`${TRACE}-${SPAN}`)
})

test.each<[trace: unknown, span: unknown]>([
  [undefined, undefined],
  [TRACE, undefined],
  [undefined, SPAN],
  ['', ''],
  [TRACE, ''],
  ['0'.repeat(32), SPAN],
  [TRACE, '0'.repeat(16)],
  [base64('0'.repeat(32)), SPAN],
  [TRACE.slice(1), SPAN],
  [TRACE, `${SPAN}0`],
  [`${TRACE.slice(1)}g`, SPAN],
  ['../../../../../../etc/passwd12345', SPAN],
  [7, {}],
  [TRACE, [SPAN]],
])('%j and %j are no ids', (trace, span) => {
  expect(spanKey(trace, span)).toBeUndefined()
})
