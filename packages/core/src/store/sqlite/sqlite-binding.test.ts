import { createRequire } from 'node:module'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newDatabase, whyUnfit } from './sqlite-binding.js'
import { temporaryFolder } from '../testing/temporary-folder.js'

/** A folder with a package named better-sqlite3 that notes being loaded, and what loads it. */
function installed(manifest: object, main = '') {
  const folder = temporaryFolder()
  const home = join(folder, 'node_modules/better-sqlite3')
  mkdirSync(home, { recursive: true })
  writeFileSync(join(home, 'package.json'), JSON.stringify({ name: 'better-sqlite3', ...manifest }))
  writeFileSync(join(home, 'index.js'), `globalThis.loaded = (globalThis.loaded ?? 0) + 1; ${main}`)
  return createRequire(join(folder, 'index.js'))
}

const timesLoaded = (): number => (globalThis as { loaded?: number }).loaded ?? 0

describe('whyUnfit', () => {
  test.each<[unknown, string]>([
    ['>=22', '20.20.2'],
    ['>= 22.0.0', '20.20.2'],
    ['>=20.20', '20.19.0'],
    ['22.x || 24.x', '20.20.2'],
    ['24.x || 22.X', '21.9.0'],
    ['^22.12.0 || >=24', '22.11.0'],
    ['22', '20.20.2'],
    ['~22.1', '22.0.9'],
    ['v22.x.x', '21.0.0'],
    ['22.*', '20.20.2'],
  ])('engines %j keep out Node %s', (range, node) => {
    const why = whyUnfit({ version: '13.2.0', engines: { node: range } }, node)
    expect(why).toContain(`better-sqlite3 13.2.0 needs Node ${String(range)}`)
    expect(why).toContain(node)
    expect(why).toContain('npm install better-sqlite3@12')
  })

  test.each<[unknown, string]>([
    ['20.x || 22.x || 23.x || 24.x || 25.x || 26.x', '20.20.2'],
    ['20.x || 22.x || 23.x || 24.x || 25.x || 26.x', '26.10.0'],
    // Where the binary does not fit these, loading it says so.
    ['20.x || 22.x', '27.0.0'],
    ['20.x || 22.x', '21.0.0'],
    ['>=22', '22.0.0'],
    ['>=22', '26.0.0'],
    ['>=20.19', '20.19.0'],
    ['>=20.19', '22.1.0'],
    ['^22.12.0', '22.12.0'],
    // Not understood: nothing is known against it.
    ['>=18 <23', '16.0.0'],
    ['>=22 || node', '20.20.2'],
    ['*', '20.20.2'],
    ['', '20.20.2'],
    [22, '20.20.2'],
    [undefined, '20.20.2'],
  ])('engines %j let Node %s try', (range, node) => {
    expect(whyUnfit({ version: '12.0.0', engines: { node: range } }, node)).toBeUndefined()
  })

  test('needs no engines', () => {
    expect(whyUnfit({}, '20.20.2')).toBeUndefined()
  })
})

describe('newDatabase', () => {
  const real = createRequire(import.meta.url)

  test('does not load one that would crash, and says what to install', () => {
    const from = installed({ version: '13.2.0', engines: { node: '>=22' } })
    const before = timesLoaded()
    expect(() => newDatabase(':memory:', {}, from, '20.20.2')).toThrow(
      expect.objectContaining({
        code: 'NATIVE_BINDING',
        message: expect.stringMatching(/13\.2\.0.*>=22.*20\.20\.2.*better-sqlite3@12/) as string,
      }) as Error,
    )
    expect(timesLoaded()).toBe(before)
  })

  test('loads the same one where it fits', () => {
    const main = 'module.exports = class { constructor(...given) { this.given = given } }'
    const from = installed({ version: '13.2.0', engines: { node: '>=22' } }, main)
    const before = timesLoaded()
    expect(newDatabase('x.db', { readonly: true }, from, '22.0.0')).toMatchObject({
      given: ['x.db', { readonly: true }],
    })
    expect(timesLoaded()).toBe(before + 1)
  })

  test('says what to run when there is none, or none that was built', () => {
    const none = createRequire(join(temporaryFolder(), 'index.js'))
    expect(() => newDatabase(':memory:', {}, none)).toThrow(
      expect.objectContaining({ code: 'NATIVE_BINDING' }) as Error,
    )
    const unbuilt = installed({}, `throw new Error('Could not locate the bindings file. Tried: x')`)
    expect(() => newDatabase(':memory:', {}, unbuilt)).toThrow('npm rebuild better-sqlite3')
  })

  test('passes on any other failure as it is', () => {
    const broken = installed({}, `throw new TypeError('mistake')`)
    expect(() => newDatabase(':memory:', {}, broken)).toThrow(TypeError)
  })

  test('opens with the real one', () => {
    const database = newDatabase(':memory:', {}, real)
    expect(database.pragma('user_version', { simple: true })).toBe(0)
    database.close()
    expect(() => newDatabase(':memory:', {}, real, '18.0.0')).toThrow('needs Node 20.x')
  })
})
