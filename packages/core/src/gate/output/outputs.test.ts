import { workflowCommands } from '../../../../../fixtures/src/workflow-commands.js'
import { describe, expect, test } from 'vitest'
import { painter } from '../../reporting/paint.js'
import { gate } from '../gate.js'
import { failing, named, replay, side } from '../testing/sides.js'
import { gateAnnotations } from './gate-annotations.js'
import { COMMENT_MARKER, gateMarkdown } from './gate-markdown.js'
import { gateTerminal } from './gate-terminal.js'

const plain = painter(false)
const before = named({ name: 'steady', rules: [{ field: 'output', comparator: 'exactMatch' }] })
const after = named({ name: 'steady', rules: [{ field: 'output', comparator: 'ignore' }] })
const base = side('base', [replay('a', before), replay('b', before), replay('c', before)])
const head = side('head', [failing('a', { ...after, location: { line: 7, column: 3 } }), replay('b', after)])
const result = gate(base, head)

test('the terminal shows the verdict, why, and every list', () => {
  expect(gateTerminal(result, plain)).toEqual([
    'Retrial gate: failed: 1 new violation, 1 baseline removed, 1 policy rule loosened · 1 of 2 decisions hold',
    '  base: base.json · head: head.json',
    '  ✗ 1 new violation',
    '  ✗ 1 baseline removed',
    '  ✗ 1 policy rule loosened',
    '',
    '  1 new violation',
    '    - a  mismatch · triage · steady · a holds',
    '      | output.label: "refund" → "question"',
    '',
    '  1 baseline removed',
    '    - c  triage',
    '',
    '  1 policy rule loosened',
    '    - exactMatch(output) → ignore(output)  "steady" · for a, b',
  ])
})

test('Markdown begins with its mark and the verdict; lists fold, those that stop it are open', () => {
  const lines = gateMarkdown(result).split('\n')

  expect(lines[0]).toBe(COMMENT_MARKER)
  expect(lines[1]).toMatch(/^### ❌ Retrial gate&#58; failed/)
  expect(lines.filter((line) => line.startsWith('<details'))).toEqual([
    '<details open><summary>1 new violation</summary>',
    '<details open><summary>1 baseline removed</summary>',
    '<details open><summary>1 policy rule loosened</summary>',
  ])
  expect(lines.filter((line) => line === '</details>')).toHaveLength(3)
})

test('annotations point at the line, from the root of the repository', () => {
  expect(gateAnnotations(result, 'packages/api')).toEqual([
    expect.stringMatching(/^::error title=Retrial gate::Retrial gate: failed/),
    '::error file=packages/api/triage.test.ts,line=7,col=3,title=a%3A mismatch::a does not hold: mismatch%0Aoutput.label: "refund" → "question"',
  ])
  expect(gateAnnotations(gate(base, side('head', base.report!.rows)))).toEqual([])
})

describe('ten thousand violations', () => {
  const long = (index: number) => failing(`many/${index}`, { details: [`${'x'.repeat(400)} ${index}`] })
  const many = gate(
    base,
    side(
      'head',
      Array.from({ length: 10_000 }, (_, index) => long(index)),
    ),
  )

  test('are ten on the terminal and nine annotations, and are counted', () => {
    const lines = gateTerminal(many, plain)
    expect(lines).toContain('    … and 9990 more')
    expect(lines.length).toBeLessThan(60)
    expect(gateAnnotations(many)).toHaveLength(10)
    expect(many.newViolations).toHaveLength(10_000)
  })

  test.each([60_000, 900_000])(
    'are Markdown of at most %d bytes, which says how many are left out',
    (maxBytes) => {
      const text = gateMarkdown(many, { maxBytes })
      const [, left] = /… and (\d+) more, in the JSON/.exec(text) ?? []
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(maxBytes)
      expect(Buffer.byteLength(text)).toBeGreaterThan(maxBytes * 0.9)
      expect(text.match(/^- <code>many/gm)).toHaveLength(10_000 - Number(left))
      expect(text.match(/<details/g)?.length).toBe(text.match(/<\/details>/g)?.length)
    },
  )
})

describe('hostile text, as a report that was written by hand may hold it', () => {
  const hostile = [
    '::error::x',
    '##[add-mask]e',
    '\u001b]52;c;x\u0007\u001b[2J',
    'a\n::set-output name=a::b\r\n  ::warning::y',
    '\u202e\u200b\u2028',
    '</details><script>alert(1)</script><img src=x onerror=y>',
    '`````',
    '](javascript:x) @everyone #1 | a | b',
    '<!-- retrial-gate -->',
    '%0A::error::z',
  ]
  const rows = hostile.map((text, index) =>
    failing(text, {
      ...{ policy: text, test: text, file: text, functionName: text },
      details: [text, `${index}`],
    }),
  )
  const shown = gate(
    { ...side('base', [replay('a')]), name: hostile[3]!, notes: [...hostile] },
    { ...side('head', rows, { run: { partial: hostile[0]! } }), name: hostile[0]!, problems: [...hostile] },
  )

  test('is no command, and moves no cursor', () => {
    const text = gateTerminal(shown, plain).join('\n')
    expect(workflowCommands(text)).toEqual([])

    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e\u200b\u2028]/)
  })

  test('is one annotation each', () => {
    for (const line of gateAnnotations(shown)) {
      expect(workflowCommands(line)).toHaveLength(1)
      expect(line).not.toContain('\n')
    }
  })

  test('is text in Markdown: no tag, no link, no mention, no end of a fold or a fence', () => {
    const text = gateMarkdown(shown)
    const outside = text.replaceAll(/^ *(`{3,})\n[^]*?^ *\1$/gm, '')
    const tags = new Set([...outside.matchAll(/<[^>]*>/g)].map(([tag]) => tag))

    expect([...tags].sort()).toEqual(
      [
        ...[COMMENT_MARKER, '</code>', '</details>', '</sub>', '</summary>'],
        ...['<code>', '<details open>', '<sub>', '<summary>', '<details>'],
      ]
        .filter((tag) => tags.has(tag))
        .sort(),
    )
    expect(outside.split(COMMENT_MARKER)).toHaveLength(2)
    expect(outside).not.toMatch(/@everyone|\]\(/)
  })

  test('is safe in the JSON as well', () => {
    expect(JSON.stringify(shown)).not.toMatch(/\\u001b(?!\\)|\u202e|##\[/)
  })
})
