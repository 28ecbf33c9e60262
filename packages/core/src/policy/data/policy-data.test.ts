import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { policy, type PolicyData, type ReplayPolicy } from '../index.js'

const folder = mkdtempSync(join(tmpdir(), 'retrial-policy-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const schema = JSON.parse(
  readFileSync(new URL('../../../schemas/policy.schema.json', import.meta.url), 'utf8'),
) as object
const allows = new Ajv2020({ strict: false }).compile(schema)

const steady = policy('steady')
  .exactMatch('output.label')
  .exactMatch('output.at', new Date(0))
  .maxIncreasePercent('usage.totalTokens', 10, { floor: 5 })
  .maxDecreasePercent('output.score', 1)
  .withinRange('output.confidence', { min: 0, max: 1 })
  .withinRange('output.price', { delta: 0.5 })
  .matches('output.id', /^req_/i)
  .semanticSimilarity('output.note')
  .semanticSimilarity('output.reply', { minSimilarity: 0.8, scorer: 'lexical', guard: ['numbers'] })
  .semanticSimilarity('output.reason', { guard: false })
  .ignore('output.requestId')
  .forTags({ tier: 'gold' }, (gold) => gold.withinRange('output.price', { delta: 0 }))

const DATA: PolicyData = {
  name: 'steady',
  rules: [
    { field: 'output.label', comparator: 'exactMatch' },
    { field: 'output.at', comparator: 'exactMatch', expected: { $date: '1970-01-01T00:00:00.000Z' } },
    { field: 'usage.totalTokens', comparator: 'maxIncreasePercent', percent: 10, floor: 5 },
    { field: 'output.score', comparator: 'maxDecreasePercent', percent: 1 },
    { field: 'output.confidence', comparator: 'withinRange', min: 0, max: 1 },
    { field: 'output.price', comparator: 'withinRange', delta: 0.5 },
    { field: 'output.id', comparator: 'matches', pattern: '^req_', flags: 'i' },
    { field: 'output.note', comparator: 'semanticSimilarity' },
    {
      field: 'output.reply',
      comparator: 'semanticSimilarity',
      minSimilarity: 0.8,
      scorer: 'lexical',
      guard: ['numbers'],
    },
    { field: 'output.reason', comparator: 'semanticSimilarity', guard: false },
    { field: 'output.requestId', comparator: 'ignore' },
  ],
  overrides: [
    { tags: { tier: 'gold' }, rules: [{ field: 'output.price', comparator: 'withinRange', delta: 0 }] },
  ],
}

const MINE = { id: 'mine@1', defaultMinSimilarity: 0.5, score: () => [] }

describe('a policy as data', () => {
  test.each<[string, ReplayPolicy, PolicyData]>([
    ['all kinds of rules', steady, DATA],
    ['no rules', policy('p'), { name: 'p', rules: [] }],
    ['only what rules name', policy('p').only(), { name: 'p', unlisted: 'dropped', rules: [] }],
  ])('%s: there and back', (_what, built, data) => {
    expect(built.toJSON()).toEqual(data)
    expect(JSON.parse(JSON.stringify(built))).toEqual(data)
    expect(policy.fromJSON(data)).toEqual(built)
    expect(policy.fromJSON(JSON.parse(JSON.stringify(built)))).toEqual(built)
    expect(allows(data), JSON.stringify(allows.errors)).toBe(true)
  })

  test('what is code has a name that changes with it', () => {
    const checked = (check: (value: unknown) => boolean) =>
      policy('p').satisfies('output', check).toJSON().rules[0]?.code
    expect(checked((value) => value === 1)).toBe(checked((value) => value === 1))
    expect(checked((value) => value === 1)).not.toBe(checked((value) => value === 2))
    expect(checked((value) => value === 1)).toMatch(/^sha256:[0-9a-f]{16}$/)
    const { rules } = policy('p')
      .matchesSchema('output', z.string())
      .exactMatch('output', expect.any(String))
      .semanticSimilarity('output', { minSimilarity: 0.9, scorer: MINE })
      .toJSON()
    expect(rules).toEqual([
      {
        field: 'output',
        comparator: 'matchesSchema',
        code: expect.stringMatching(/^zod sha256:[0-9a-f]{16}$/),
      },
      { field: 'output', comparator: 'exactMatch', code: 'Any<String>' },
      { field: 'output', comparator: 'semanticSimilarity', minSimilarity: 0.9, code: 'mine@1' },
    ])
  })

  test('what is code cannot be read back', () => {
    const data = policy('p')
      .satisfies('output', () => true)
      .toJSON()
    expect(() => policy.fromJSON(data)).toThrow(
      expect.objectContaining({
        code: 'INVALID_POLICY',
        message: expect.stringMatching(
          /^policy\("p"\): rules\[0\], satisfies\(output\), is code \(sha256:.*Add it in TypeScript\.$/,
        ),
      }),
    )
  })
})

const rule = (more: object) => ({ name: 'p', rules: [{ field: 'output', ...more }] })

describe('data that is no policy', () => {
  test.each<[unknown, string]>([
    [undefined, 'a policy: is an object with a name and rules, not left out.'],
    [null, 'a policy: is an object with a name and rules, not null.'],
    [[], 'a policy: is an object with a name and rules, not a list.'],
    ['p', 'a policy: is an object with a name and rules, not a string.'],
    [{ rules: [] }, 'policy(name): the name must be a text'],
    [{ name: ' ', rules: [] }, 'policy(name): the name must be a text'],
    [{ name: 'p' }, 'policy("p"): rules is a list, not left out.'],
    [{ name: 'p', rules: {} }, 'policy("p"): rules is a list, not an object.'],
    [
      { name: 'p', rules: [], unlisted: 'ignored' },
      'policy("p"): unlisted is judged or dropped, not "ignored".',
    ],
    [
      { name: 'p', rule: [] },
      'policy("p"): there is no "rule"; known: $schema, name, unlisted, rules, overrides. Did you mean "rules"?',
    ],
    [{ name: 'p', rules: [null] }, 'policy("p"): rules[0], a rule, is not an object.'],
    [rule({ comparator: 'exact_match' }), 'Did you mean "exactMatch"?'],
    [
      rule({ comparator: 'exactMatch', field: 'otput' }),
      'the field "otput" cannot be used: a field begins with one of output',
    ],
    [
      rule({ comparator: 'maxIncreasePercent', precent: 5 }),
      'rules[0], maxIncreasePercent(output), has no setting "precent"; known: percent, floor. Did you mean "percent"?',
    ],
    [
      rule({ comparator: 'maxIncreasePercent', percent: -1 }),
      'rules[0], maxIncreasePercent(output), takes a percentage',
    ],
    [
      rule({ comparator: 'semanticSimilarity', minSimilarity: 2 }),
      'rules[0], semanticSimilarity(output), takes a minSimilarity from 0 to 1',
    ],
    [rule({ comparator: 'semanticSimilarity', scorer: 'mine' }), "takes 'lexical', 'local'"],
    [rule({ comparator: 'semanticSimilarity', guard: 1 }), 'takes a guard'],
    [
      rule({ comparator: 'matches', pattern: 'a', flags: 'g' }),
      'rules[0], matches(output), takes the flags i, m and s',
    ],
    [
      { name: 'p', rules: [], overrides: [{ rules: [] }] },
      'policy("p"): overrides[0] has no tags, texts by name.',
    ],
    [{ name: 'p', rules: [], overrides: [{ tags: { a: 1 }, rules: [] }] }, 'overrides[0] has no tags'],
    [
      { name: 'p', rules: [], overrides: [{ tags: { a: 'b' }, ruls: [] }] },
      'policy("p"): overrides[0]: there is no "ruls"; known: tags, rules. Did you mean "rules"?',
    ],
    [
      {
        name: 'p',
        rules: [],
        overrides: [{ tags: { a: 'b' }, rules: [{ field: 'output', comparator: 'x' }] }],
      },
      'overrides[0].rules[0], the rule for "output", has no known comparator',
    ],
  ])('%j', (data, text) => {
    expect(() => policy.fromJSON(data)).toThrow(expect.objectContaining({ code: 'INVALID_POLICY' }))
    expect(() => policy.fromJSON(data)).toThrow(text)
    expect(allows(data)).toBe(false)
  })
})

describe('a file', () => {
  const write = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }

  test('JSON', () => {
    expect(policy.fromFile(write('steady.json', JSON.stringify({ $schema: './x.json', ...DATA })))).toEqual(
      steady,
    )
  })

  test.each(['steady.yaml', 'steady.yml', 'STEADY.YML'])('YAML: %s', (name) => {
    const text = [
      '# what may change',
      'name: triage stays steady',
      'rules:',
      '  - { field: output.label, comparator: exactMatch }',
      '  - field: usage.totalTokens',
      '    comparator: maxIncreasePercent',
      '    percent: 10',
    ]
    expect(policy.fromFile(write(name, text.join('\n'))).toJSON()).toEqual({
      name: 'triage stays steady',
      rules: [
        { field: 'output.label', comparator: 'exactMatch' },
        { field: 'usage.totalTokens', comparator: 'maxIncreasePercent', percent: 10 },
      ],
    })
  })

  test.each<[string, string, string]>([
    ['broken.json', '{"name": ', 'broken.json: '],
    ['broken.yaml', 'name: [', 'broken.yaml: '],
    ['empty.yaml', '', 'empty.yaml: a policy: is an object with a name and rules, not null.'],
    [
      'wrong.yaml',
      'name: p\nrules: [{ field: output, comparator: exctMatch }]',
      'Did you mean "exactMatch"?',
    ],
    ['policy.toml', 'name = "p"', 'a policy stands in a .json, .yaml or .yml file'],
    ['twice.json', '{"name":"p","rules":[],\n"name":"q"}', 'Map keys must be unique at line 2, column 1'],
    [
      'escaped.json',
      '{"name":"p","rules":[{"field":"output","percent":5,"p\\u0065rcent":50,"comparator":"maxIncreasePercent"}]}',
      'Map keys must be unique',
    ],
    ['twice-cr.json', '{"name":"p","rules":[],\r"name":"q"}', 'Map keys must be unique at line 2'],
    ['twice.yaml', 'name: p\nrules: []\nname: q', 'Map keys must be unique at line 3'],
    [
      'tag.yaml',
      'name: p\nrules: [{ field: output, comparator: matches, pattern: !!js/regexp /a/ }]',
      'Unresolved tag: tag:yaml.org,2002:js/regexp',
    ],
    [
      'two.yaml',
      'name: p\nrules: []\n---\nname: q\nrules: []',
      'two.yaml: Source contains multiple documents',
    ],
    ['proto.json', '{"name":"p","rules":[],"__proto__":{"unlisted":"dropped"}}', 'there is no "__proto__"'],
  ])('%s names itself in the error', (name, content, text) => {
    const path = write(name, content)
    expect(() => policy.fromFile(path)).toThrow(
      expect.objectContaining({ code: 'INVALID_POLICY', message: expect.stringContaining(text) }),
    )
    expect(() => policy.fromFile(path)).toThrow(path)
  })

  test.each(['hostile.json', 'hostile.yaml'])('nothing of %s reaches a terminal as it is', (name) => {
    const path = write(name, '{"name": "\u001b[2J", "rules": [\u001b[2J')
    expect(() => policy.fromFile(path)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('\u001b') }),
    )
    const named = write(`named-${name}`, '{"name": "\\u001b[2J", "rules": 1}')
    expect(() => policy.fromFile(named)).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('\u001b') }),
    )
  })

  test('by a URL, and one that begins with a mark of its encoding', () => {
    const path = write('marked.json', `\uFEFF${JSON.stringify(DATA)}`)
    expect(policy.fromFile(path)).toEqual(steady)
    expect(policy.fromFile(pathToFileURL(path))).toEqual(steady)
    expect(policy.fromFile(write('marked.yaml', '\uFEFFname: y\nrules: []')).name).toBe('y')
  })

  test.each([undefined, null, 5, {}, new URL('https://a.example/p.yaml')])('%s is no path', (path) => {
    expect(() => policy.fromFile(path as string)).toThrow(
      expect.objectContaining({ code: 'INVALID_POLICY', message: expect.stringContaining('takes a path') }),
    )
  })

  test('that is not there', () => {
    expect(() => policy.fromFile(join(folder, 'none.json'))).toThrow(
      expect.objectContaining({ code: 'INVALID_POLICY', message: expect.stringContaining('ENOENT') }),
    )
  })

  test('a bomb of aliases is refused', () => {
    const lines = ['a: &a [x,x,x,x,x,x,x,x,x,x]']
    for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'])
      lines.push(`${to}: &${to} [${Array(10).fill(`*${from}`).join(',')}]`)
    expect(() => policy.fromFile(write('bomb.yaml', lines.join('\n')))).toThrow(
      expect.objectContaining({ code: 'INVALID_POLICY' }),
    )
  })
})
