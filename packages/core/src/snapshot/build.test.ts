import { redactor, redactorOfCall } from './redaction/settings.js'
import { describe, expect, test } from 'vitest'
import type { DecisionOptions } from '../decision/definition.js'
import type { DecisionDefinition } from '../decision/definition.js'
import { buildSnapshot, inputsOf, type CallFacts, type Outcome } from './build.js'
import { contentHash } from './content-hash.js'
import { parseSnapshot, serializeSnapshot } from './serialize.js'
import type { DecisionSnapshot } from './types.js'

const facts: CallFacts = { id: 'triage/1', effects: [], createdAt: '2026-01-02T03:04:05.678Z' }

function define(options: DecisionOptions = {}): DecisionDefinition {
  return { name: 'triage', fn: () => undefined, options, place: 'triage.ts:1:1' }
}

function build(outcome: Outcome, options?: DecisionOptions, more: Partial<CallFacts> = {}): DecisionSnapshot {
  return buildSnapshot(define(options), [], outcome, { ...facts, ...more }, redactor())
}

describe('inputs', () => {
  test.each<[string, unknown[], readonly string[] | undefined, string[]]>([
    ['none', [], undefined, []],
    ['one', ['a'], undefined, ['input']],
    ['more', ['a', 2], undefined, ['arg0', 'arg1']],
    ['named', ['a', 2], ['ticket', 'limit'], ['ticket', 'limit']],
    ['one, named', ['a'], ['ticket'], ['ticket']],
    ['more than names', ['a', 2, 3], ['ticket'], ['ticket', 'arg1', 'arg2']],
    ['fewer than names', ['a'], ['ticket', 'limit'], ['ticket']],
  ])('%s', (_what, args, inputs, names) => {
    const definition = define(inputs === undefined ? {} : { inputs })

    expect(inputsOf(definition, args, redactor()).map(({ name }) => name)).toEqual(names)
    expect(inputsOf(definition, args, redactor()).map(({ value }) => value)).toEqual(args)
  })

  test('lose a secret that only a later one names', () => {
    const definition = define({ inputs: ['prompt', 'options'] })
    const inputs = inputsOf(
      definition,
      ['use hunter22', { password: 'hunter22' }],
      redactorOfCall(definition),
    )
    expect(inputs.map(({ value }) => value)).toEqual([
      'use [redacted:password]',
      { password: '[redacted:password]' },
    ])
  })

  test('have a type', () => {
    expect(inputsOf(define(), [new Date(0)], redactor())).toEqual([
      { name: 'input', value: new Date(0), dataType: 'date' },
    ])
  })

  test('that cannot be recorded are refused by name', () => {
    expect(() => inputsOf(define({ inputs: ['ticket'] }), [{ reply: () => 1 }], redactor())).toThrow(
      'inputs.ticket.reply is a function',
    )
  })
})

describe('the outcome', () => {
  test('is one output, result', () => {
    const { outputs, error } = build({ value: { label: 'refund' } })

    expect(outputs).toEqual([{ name: 'result', value: { label: 'refund' }, dataType: 'object' }])
    expect(error).toBeUndefined()
  })

  test('may be undefined', () => {
    expect(build({ value: undefined }).outputs).toEqual([
      { name: 'result', value: undefined, dataType: 'undefined' },
    ])
  })

  test('is one output for each key on request', () => {
    expect(build({ value: { label: 'refund', score: 1 } }, { outputs: 'keys' }).outputs).toEqual([
      { name: 'label', value: 'refund', dataType: 'string' },
      { name: 'score', value: 1, dataType: 'number' },
    ])
  })

  test.each<[string, unknown]>([
    ['a list', ['a']],
    ['text', 'refund'],
    ['null', null],
    ['a date', new Date(0)],
    ['an object without keys', {}],
  ])('is one output, result, where there are no keys: %s', (_what, value) => {
    expect(build({ value }, { outputs: 'keys' }).outputs).toMatchObject([{ name: 'result', value }])
  })

  test('may be a throw', () => {
    const { outputs, error } = build({
      thrown: Object.assign(new TypeError('no ticket'), { code: 'E_TICKET' }),
    })

    expect(outputs).toEqual([])
    expect(error).toEqual({ name: 'TypeError', message: 'no ticket', code: 'E_TICKET' })
  })

  test('may be a throw of undefined', () => {
    expect(build({ thrown: undefined })).toMatchObject({ error: { name: 'NonError', message: 'undefined' } })
  })

  test('that cannot be recorded is refused by name', () => {
    expect(() => build({ value: { ask: () => 1 } })).toThrow('output.ask is a function')
    expect(() => build({ value: { ask: () => 1 } }, { outputs: 'keys' })).toThrow('outputs.ask is a function')
  })
})

describe('the snapshot', () => {
  test('holds what is known and no more', () => {
    const snapshot = buildSnapshot(
      define(),
      inputsOf(define(), ['help'], redactor()),
      { value: 'refund' },
      facts,
      redactor(),
    )

    expect(snapshot).toStrictEqual({
      format: 'retrial/1',
      id: 'triage/1',
      functionName: 'triage',
      inputs: [{ name: 'input', value: 'help', dataType: 'string' }],
      outputs: [{ name: 'result', value: 'refund', dataType: 'string' }],
      effects: [],
      tags: {},
      createdAt: '2026-01-02T03:04:05.678Z',
      contentHash: contentHash(snapshot),
    })
  })

  test('has the tags of the decision and of the call, and those of the call count more', () => {
    expect(
      build({ value: 1 }, { tags: { team: 'refunds', tier: 'gold' } }, { tags: { tier: 'iron', run: '7' } })
        .tags,
    ).toEqual({ team: 'refunds', tier: 'iron', run: '7' })
  })

  test('has the recorded model parameters unless the decision names its own', () => {
    const recorded = { modelName: 'recorded', parameters: {} }
    const named = { modelName: 'named', parameters: { temperature: 0 } }

    expect(build({ value: 1 }, {}, { modelParameters: recorded }).modelParameters).toEqual(recorded)
    expect(
      build({ value: 1 }, { modelParameters: named }, { modelParameters: recorded }).modelParameters,
    ).toEqual(named)
    expect(build({ value: 1 })).not.toHaveProperty('modelParameters')
  })

  test('without their secrets', () => {
    const hyperparameters = { api_key: 'k', max_tokens: 5 }
    const modelParameters = { modelName: 'm', parameters: { token: 't' }, hyperparameters }
    expect(build({ value: 1 }, { modelParameters }).modelParameters).toEqual({
      modelName: 'm',
      parameters: { token: '[redacted:token]' },
      hyperparameters: { api_key: '[redacted:api-key]', max_tokens: 5 },
    })
  })

  test.each<[string, Outcome, DecisionOptions]>([
    ['a value', { value: { label: 'refund', at: new Date(0), score: Number.NaN } }, {}],
    ['nothing', { value: undefined }, {}],
    ['keys', { value: { a: 1, b: new Set([1]) } }, { outputs: 'keys' }],
    ['no keys', { value: {} }, { outputs: 'keys' }],
    ['a throw', { thrown: new Error('down') }, {}],
  ])('can be written and read: %s', (_what, outcome, options) => {
    const snapshot = build(outcome, options, { executionTimeMs: 1.5, ownTimeMs: 0.5 })

    expect(parseSnapshot(serializeSnapshot(snapshot))).toStrictEqual(snapshot)
  })
})
