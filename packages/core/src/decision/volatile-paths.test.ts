import { describe, expect, test } from 'vitest'
import { configure } from '../configure.js'
import { parsePath } from '../snapshot/field-path.js'
import { decision } from './decision.js'
import { checkVolatile } from './volatile-paths.js'

describe('usable', () => {
  test.each([
    'request.body',
    'request.body.user',
    'request.body.messages[*].id',
    'request.body[0].id',
    "request.body['a.b'].c",
    'request.body["it\'s"]',
    "request.body['it\\'s']",
    'request.body.größe',
    'request.body.x-id.$ref._y',
    'request.query',
    'request.query.ts',
    "request.query['filter[id]']",
    'request.query[*]',
    'args',
    'args[0]',
    'args[0].requestId',
    'args[*].meta.at',
    'args[1][2]',
  ])('%s', (path) => {
    expect(() => {
      checkVolatile([path], 'x')
    }).not.toThrow()
    // What is allowed here must be understood there.
    expect(parsePath(path)).toBeDefined()
  })
})

describe('not usable: refused when the decision is made, and by name', () => {
  test.each([
    ['request.url', 'request.query.<name>'],
    ['request.url.path', 'effect(name, fn)'],
    ['request.headers.date', 'take no part'],
    ['request', ''],
    ['request.method', ''],
    ['response.body.id', ''],
    ['body.id', ''],
    ['request.bodyuser', ''],
    ['request.query.a.b', ''],
    ['request.body.', ''],
    ['request.body..a', ''],
    ['request.body.a b', ''],
    ['request.body[a]', ''],
    ['request.body[-1]', ''],
    ["request.body['a]", ''],
    ['request.body.user ', ''],
    [' request.body', ''],
    ['request.body\n', ''],
    ['args.x', ''],
    ['args[0', ''],
    ["args['0']", ''],
    ['args[0]x', ''],
    ['', ''],
    [5, ''],
    [null, ''],
    [undefined, ''],
  ])('%j', (path, advice) => {
    const options = { volatile: ['request.body.fine', path as string] }
    const message = `${JSON.stringify(path)} is not a path of a field`
    const refusal = expect.objectContaining({
      code: 'INVALID_OPTION',
      message: expect.stringContaining(advice),
    })
    expect(() => decision('volatile paths', () => 1, options)).toThrow(refusal)
    expect(() => decision('volatile paths', () => 1, options)).toThrow(message)
    expect(() => {
      configure({ volatile: options.volatile })
    }).toThrow(`volatile of configure(): ${message}`)
  })

  test.each(['request.body.user', { 0: 'request.body' }, 5, null])('%j is no list', (volatile) => {
    expect(() => decision('volatile paths', () => 1, { volatile } as object)).toThrow(
      'volatile of decision("volatile paths") must be a list of field paths.',
    )
  })

  test('a path of a million characters is told in no time', () => {
    const started = performance.now()
    expect(() => {
      checkVolatile([`request.body['${'\\a'.repeat(500_000)}`], 'x')
    }).toThrow('is not a path')
    expect(performance.now() - started).toBeLessThan(2_000)
  })
})
