import { beforeEach, expect, test } from 'vitest'
import { writePending } from '../../pending/pending-file.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { verbProject, type VerbProject } from '../testing/verb-test.js'

let project: VerbProject

const full: Partial<DecisionSnapshot> = {
  moduleName: 'src/triage.ts',
  executionTimeMs: 12.5,
  modelParameters: { modelName: 'gpt-5-mini', provider: 'openai', parameters: { temperature: 0 } },
  usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
  tags: { team: 'refunds' },
  inputs: [{ name: 'ticket', value: 'Money back!\nNow.', dataType: 'string' }],
  accepted: [
    {
      outputs: [],
      error: { name: 'TypeError', message: 'no label', code: 'E1' },
      acceptedAt: '2026-02-01T00:00:00.000Z',
      note: 'fine',
    },
  ],
  effects: [
    {
      kind: 'http',
      request: { method: 'POST', url: 'https://api.example/v1', body: { json: { q: 1 } } },
      response: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        chunks: [{ json: { a: 1 } }],
      },
      end: 'done',
      durationMs: 11.6,
    },
    { kind: 'call', name: 'crm.lookup', args: [7], value: { tier: 'gold' }, durationMs: 1 },
    {
      kind: 'http',
      request: { method: 'GET', url: 'https://down.example/' },
      end: 'error',
      error: { name: 'TypeError', message: 'fetch failed' },
      durationMs: 3,
    },
  ],
}

beforeEach(async () => {
  project = verbProject()
  await project.save('dir:decisions', sampleSnapshot('refunds/gold', full), sampleSnapshot('refunds/silver'))
})

test('a recording: facts, inputs, outputs, variants and the tape with numbers', async () => {
  const { code, out, err } = await project.run(['show', 'refunds/gold'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out.replace(/sha256:\w+/, 'sha256:…')).toMatchInlineSnapshot(`
    "  refunds/gold
        decision  triage, src/triage.ts
        recorded  2026-01-15T12:00:00.000Z, 12.5 ms
        model     gpt-5-mini  (openai)  temperature=0
        usage     3 tokens: 1 in, 2 out
        tags      team=refunds
        hash      sha256:…
      input ticket (string)
        | Money back!
        | Now.
      output result (object)
        | {
        |   "label": "refund"
        | }
      accepted 1 of 1, 2026-02-01T00:00:00.000Z: fine
      threw TypeError (E1)
        | no label
      tape: 3
          1  http  POST https://api.example/v1  200  12 ms
          2  call  crm.lookup  1 ms
          3  http  GET https://down.example/  3 ms  error (TypeError)"
  `)
})

test('one contact of the tape, whole', async () => {
  expect((await project.run(['show', 'refunds/gold', '--contact', '1'])).out).toMatchInlineSnapshot(`
    "  http  POST https://api.example/v1  200  12 ms
      request
        | {
        |   "q": 1
        | }
      response headers
        | {
        |   "content-type": "application/json"
        | }
      response
        | {
        |   "a": 1
        | }"
  `)
  expect((await project.run(['show', 'refunds/gold', '--contact', '2'])).out).toContain('"tier": "gold"')
  expect((await project.run(['show', 'refunds/gold', '--contact', '3'])).out).toContain('fetch failed')
})

test('as JSON: what is stored', async () => {
  const whole = await project.run(['show', 'refunds/gold', '--json'])
  expect(JSON.parse(whole.out)).toEqual(sampleSnapshot('refunds/gold', full))
  const contact = await project.run(['show', 'refunds/gold', '--contact', '2', '--json'])
  expect(JSON.parse(contact.out)).toEqual(full.effects?.[1])
})

test('one of another store, by its URL', async () => {
  await project.save('sqlite:prod.db', sampleSnapshot('other'))
  const { out } = await project.run(['show', 'sqlite:prod.db#other', '--json'])
  expect(JSON.parse(out)).toMatchObject({ id: 'other' })
})

test('says when a change of it is pending', async () => {
  const snapshot = sampleSnapshot('refunds/gold')
  writePending(project.folder, {
    ...{ id: 'refunds/gold', store: 'dir:decisions', storeRoot: project.folder, baseline: 'sha256:x' },
    ...{ verdict: 'mismatch', foundAt: '2026-01-15T12:00:00.000Z', snapshot },
  })
  expect((await project.run(['show', 'refunds/gold'])).err).toContain('retrial diff refunds/gold')
  expect((await project.run(['show', 'refunds/silver'])).err).toBe('')
})

test.each([
  [
    ['refunds/gol'],
    'SNAPSHOT_NOT_FOUND: dir:decisions holds no snapshot "refunds/gol". Did you mean "refunds/gold"',
  ],
  [['../../etc/passwd'], 'INVALID_ID'],
  [['sqlite:nowhere.db#x'], 'There is no store "sqlite:nowhere.db"'],
  [['refunds/gold', '--contact', '4'], 'has no contact 4: it holds 3'],
  [['refunds/gold', '--contact', '0'], 'has no contact 0'],
  [['refunds/gold', '--contact', '1.5'], '--contact takes a whole number'],
  [[], "missing required argument 'id'"],
])('show %j is wrong use', async (args, text) => {
  const { code, out, err } = await project.run(['show', ...args])
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(text)
})

test('no line of recorded text stands at the start of a line', async () => {
  const text = '::error::x\r::add-mask::y\n\u001b[2J'
  const hostile = sampleSnapshot('h', {
    functionName: text,
    inputs: [{ name: text, value: text, dataType: 'string' }],
    outputs: [{ name: text, value: { [text]: text }, dataType: 'object' }],
    tags: { [text]: text },
    effects: [{ kind: 'call', name: text, args: [text], value: text, durationMs: 1 }],
  })
  await project.save('dir:decisions', hostile)
  for (const args of [['h'], ['h', '--contact', '1']]) {
    const { out } = await project.run(['show', ...args])
    for (const line of out.split(/[\r\n]+/)) expect(line).not.toMatch(/^\s*::/)
    expect(out).not.toContain('\u001b')
  }
})
