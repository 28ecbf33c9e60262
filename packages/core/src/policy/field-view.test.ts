import { describe, expect, test } from 'vitest'
import { encode } from '../snapshot/encode.js'
import { formatPath, parsePath } from '../snapshot/field-path.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { fieldView, placesAt } from './field-view.js'

function places(value: unknown, path: string): [string, unknown][] {
  return placesAt(encode({ output: value }), parsePath(path) ?? []).map(({ steps, value }) => [
    formatPath(steps),
    value,
  ])
}

const ITEMS = { items: [{ price: 1 }, { price: 2 }, {}], 'a.b': 3, empty: [], none: null, text: 'abc' }

describe('places', () => {
  test.each<[string, [string, unknown][]]>([
    ['output.text', [['output.text', 'abc']]],
    ['output.none', [['output.none', null]]],
    [`output["a.b"]`, [["output['a.b']", 3]]],
    ['output.items[1].price', [['output.items[1].price', 2]]],
    [
      'output.items[*].price',
      [
        ['output.items[0].price', 1],
        ['output.items[1].price', 2],
      ],
    ],
    ['output.items[0][*]', [['output.items[0].price', 1]]],
    ['output.items[3]', []],
    ['output.items[2].price', []],
    ['output.items.length', []],
    ['output.items.price', []],
    ['output.empty[*]', []],
    ['output.empty[0]', []],
    ['output.none.a', []],
    ['output.text.length', []],
    ['output.text[0]', []],
    ['output.absent', []],
    ['output.absent[*].price', []],
  ])('%s', (path, expected) => {
    expect(places(ITEMS, path)).toEqual(expected)
  })

  test.each(['toString', 'valueOf', 'constructor', '__proto__', 'hasOwnProperty'])('own %s only', (name) => {
    expect(places({}, `output.${name}`)).toEqual([])
    expect(places([], `output.${name}`)).toEqual([])
    const owner = JSON.parse(`{"${name}":7,"other":0}`) as object
    expect(places(owner, `output.${name}`)).toEqual([[`output.${name}`, 7]])
  })

  test('a number leads to the member of that name', () => {
    expect(places({ 404: 'x', other: 0 }, 'output[404]')).toEqual([['output[404]', 'x']])
  })

  test.each([new Date(0), new Map([['a', 1]]), 1n, new Error('x')])('there is nothing inside %s', (value) => {
    expect(places(value, 'output[*]')).toEqual([])
    expect(places(value, 'output.$date')).toEqual([])
  })
})

describe('a snapshot as paths see it', () => {
  const snapshot = sampleSnapshot('a', {
    inputs: [{ name: 'ticket', value: { id: 7 }, dataType: 'object' }],
    outputs: [
      { name: 'label', value: 'refund', dataType: 'string' },
      { name: 'at', value: new Date(0), dataType: 'date' },
    ],
    usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
    modelParameters: { modelName: 'm', parameters: { temperature: 0.5 } },
    executionTimeMs: 12,
    ownTimeMs: 3,
  })
  const at = (path: string, first = 'label') =>
    placesAt(fieldView(snapshot, first), parsePath(path) ?? []).map(({ value }) => value)

  test.each<[string, unknown]>([
    ['output', 'refund'],
    ['outputs.label', 'refund'],
    ['outputs.at', { $date: '1970-01-01T00:00:00.000Z' }],
    ['inputs.ticket.id', 7],
    ['usage.totalTokens', 3],
    ['modelParameters.parameters.temperature', 0.5],
    ['executionTimeMs', 12],
    ['ownTimeMs', 3],
    ['functionName', 'triage'],
  ])('%s', (path, value) => {
    expect(at(path)).toEqual([value])
  })

  test('output is the output of the given name, wherever it stands', () => {
    expect(at('output', 'at')).toEqual([{ $date: '1970-01-01T00:00:00.000Z' }])
    expect(at('output', 'other')).toEqual([])
  })

  test.each(['error', 'error.name', 'id', 'tags', 'effects', 'createdAt'])('there is no %s', (path) => {
    expect(at(path)).toEqual([])
  })

  test('of a decision that threw there is an error and no output', () => {
    const threw = sampleSnapshot('a', { outputs: [], error: { name: 'E', message: 'x', code: 7 } })
    const view = fieldView(threw, undefined)
    expect(view).toMatchObject({ outputs: {}, error: { name: 'E', message: 'x', code: 7 } })
    expect(view).not.toHaveProperty('output')
  })
})
