import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadConfig, loadConfigOnce } from './load-config.js'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'retrial-config-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
})
const write = (name: string, text: string): string => {
  const path = join(root, name)
  writeFileSync(path, text)
  return path
}
const failure = (code: string, ...parts: string[]): unknown =>
  expect.objectContaining({
    code,
    message: expect.stringMatching(
      new RegExp(parts.map((part) => part.replace(/[.()[\]{}]/g, '\\$&')).join('.*'), 's'),
    ),
  })

describe('every kind of file', () => {
  test.each([
    ['ts', "interface Own { store: string }\nconst own: Own = { store: 'dir:own' }\nexport default own"],
    ['mts', "export default { store: 'dir:own' } satisfies { store: string }"],
    ['js', "export default { store: 'dir:own' }"],
    ['mjs', "import { join } from 'node:path'\nexport default { store: 'dir:' + join('own') }"],
    ['cjs', "module.exports = { store: 'dir:own' }"],
    ['json', '{ "store": "dir:own" }'],
  ])('retrial.config.%s', (extension, text) => {
    const file = write(`retrial.config.${extension}`, text)

    expect(loadConfig(root)).toEqual({ file, config: { store: 'dir:own' } })
  })

  test('with functions and patterns as they are, and what it imports', () => {
    write('rules.ts', 'export const pattern: RegExp = /a+/g')
    write(
      'retrial.config.ts',
      `import { pattern } from './rules'
export default { redaction: { rules: [{ kind: 'a', pattern }], replace: (text: string) => text + '!' } }`,
    )
    const { redaction } = loadConfig(root)!.config

    expect(redaction).toMatchObject({ rules: [{ pattern: /a+/g }] })
    expect(redaction !== false && redaction?.replace?.('x')).toBe('x!')
  })
})

describe('where it is', () => {
  test('in the nearest folder above, as far as the repository reaches', () => {
    const file = write('retrial.config.json', '{}')
    const app = join(root, 'packages/app')
    mkdirSync(app, { recursive: true })
    expect(loadConfig(app)?.file).toBe(file)

    mkdirSync(join(root, 'packages/.git'))
    expect(loadConfig(app)).toBeUndefined()
  })

  test('nowhere, and that is fine', () => {
    mkdirSync(join(root, '.git'))
    expect(loadConfig(root)).toBeUndefined()
  })

  test('not in two files of one folder', () => {
    write('retrial.config.ts', 'export default {}')
    write('retrial.config.json', '{}')

    expect(() => loadConfig(root)).toThrow(
      failure('INVALID_CONFIG', 'retrial.config.ts', 'retrial.config.json'),
    )
  })
})

describe('what is wrong is said, with the name of the file', () => {
  test.each([
    ['ts', 'export default { stoer: 1 }', 'INVALID_OPTION', 'no option "stoer". Did you mean "store"?'],
    ['ts', 'export default { store: "decisions" }', 'INVALID_OPTION', 'has no scheme'],
    [
      'ts',
      'export default { mode: "lax" }',
      'INVALID_OPTION',
      'mode must be strict or tolerant, it is "lax"',
    ],
    ['ts', 'export default { runMode: "replya" }', 'INVALID_OPTION', 'Did you mean "replay"?'],
    ['ts', 'export default { limits: { shownIdz: 1 } }', 'INVALID_OPTION', 'Did you mean "shownIds"?'],
    ['ts', 'export default { limits: { shownIds: 0 } }', 'INVALID_OPTION', 'limits.shownIds'],
    ['ts', 'export default { redaction: { nmaes: [] } }', 'INVALID_OPTION', 'Did you mean "names"?'],
    ['ts', 'export default { volatile: ["headers"] }', 'INVALID_OPTION', 'volatile of the config: "headers"'],
    ['ts', 'export default { http: ["fetch"] }', 'INVALID_OPTION', 'http of the config', '"fetch"'],
    ['ts', 'export default { scorer: "lexicla" }', 'INVALID_OPTION', 'scorer of the config takes'],
    ['ts', 'export default 5', 'INVALID_CONFIG', 'exports no config'],
    ['ts', 'export default {', 'INVALID_CONFIG', 'could not be loaded', 'ParseError'],
    ['mjs', 'throw new RangeError("no luck")', 'INVALID_CONFIG', 'could not be loaded: RangeError: no luck'],
    ['mjs', 'throw "a text"', 'INVALID_CONFIG', 'could not be loaded: a text'],
    ['ts', "import './missing'", 'INVALID_CONFIG', 'could not be loaded', 'missing'],
    ['json', '{ "store": ', 'INVALID_CONFIG', 'could not be loaded: SyntaxError'],
    ['json', '[]', 'INVALID_CONFIG', 'exports no config'],
    ['json', 'null', 'INVALID_CONFIG', 'exports no config'],
  ])('retrial.config.%s: %s', (extension, text, code, ...parts) => {
    const file = write(`retrial.config.${extension}`, text)

    expect(() => loadConfig(root)).toThrow(failure(code, file, ...parts))
  })
})

test('it is run anew each time, or once for as long as the file is as it was', () => {
  const file = write('retrial.config.json', '{ "mode": "strict" }')
  const first = loadConfigOnce(file)
  expect(loadConfigOnce(file)).toBe(first)
  expect(loadConfig(root)?.config).not.toBe(first)

  write('retrial.config.json', '{ "mode": "tolerant" }')
  utimesSync(file, 1, 1)
  expect(loadConfigOnce(file)).toEqual({ mode: 'tolerant' })
})
