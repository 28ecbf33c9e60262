import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { configure } from '../configure.js'
import { steadyOf } from '../effects/volatile.js'
import { tapsNode } from '../effects/http/http-taps.js'
import { LIMITS } from '../limits.js'
import { setProcessSettings } from '../process-settings.js'
import { scorerOfProcess } from '../similarity/scorer-choice.js'
import { redactor } from '../snapshot/redaction/settings.js'
import { beginRun } from './begin-run.js'
import { runSettings, setRunSettings } from './run-settings.js'

const { shownIds } = LIMITS
const definition = { name: 'a', fn: () => 1, options: {}, place: 'here' }
const contact = { name: 'x', args: [1, 2] } as never

let root: string
let file: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'retrial-run-'))
  file = join(root, 'retrial.config.json')
  mkdirSync(join(root, 'app'))
  vi.stubEnv('RETRIAL_STORE', undefined)
})
afterEach(() => {
  rmSync(root, { recursive: true })
  vi.unstubAllEnvs()
  setRunSettings({})
  setProcessSettings({})
})
const known = (config: object): Record<string, string> => {
  writeFileSync(file, JSON.stringify(config))
  return { [file]: JSON.stringify(config) }
}

describe('where baselines are', () => {
  const place = (run: object, configs?: Record<string, string>) => {
    beginRun({ root: join(root, 'app'), base: root, configs: configs ?? {}, ...run })
    const { store, storeRoot } = runSettings()
    return [store, storeRoot]
  }

  test('by default in the root of the project', () => {
    mkdirSync(join(root, '.git'))
    expect(place({})).toEqual(['dir:decisions', join(root, 'app')])
  })

  test('as the config file says, from its own folder', () => {
    expect(place({}, known({ store: 'dir:shared' }))).toEqual(['dir:shared', root])
  })

  test('as the options of the plugin say, from the root of the project', () => {
    const options = '{"store":"dir:own"}'
    expect(place({ options }, known({ store: 'dir:shared' }))).toEqual(['dir:own', join(root, 'app')])
  })

  test('as RETRIAL_STORE says, before all others', () => {
    vi.stubEnv('RETRIAL_STORE', 'dir:env')
    const options = '{"store":"dir:own"}'
    expect(place({ options }, known({ store: 'dir:shared' }))).toEqual(['dir:env', join(root, 'app')])
    vi.stubEnv('RETRIAL_STORE', '')
    expect(place({ options })).toEqual(['dir:own', join(root, 'app')])
  })
})

describe('a config file that was looked for', () => {
  const app = () => join(root, 'app')
  const modeOf = (files: Record<string, string | null>, configs = known({ mode: 'strict' })) => {
    beginRun({ root: app(), files, configs })
    return runSettings().mode
  }

  test('is not looked for again', () => {
    expect(modeOf({ [app()]: null })).toBeUndefined()
    expect(modeOf({ [app()]: file })).toBe('strict')
    const other = join(root, 'elsewhere.json')
    expect(modeOf({ [app()]: other }, { [other]: '{"mode":"tolerant"}' })).toBe('tolerant')
  })

  test('is looked for where only those of other projects were', () => {
    expect(modeOf({ [root]: null })).toBe('strict')
  })
})

describe('settings of the process', () => {
  const settings = {
    limits: { shownIds: 2 },
    redaction: { names: ['nickname'] },
    volatile: ['args'],
    http: ['node'],
    scorer: 'lexical',
  }

  test('hold without more ado, and end with the run', () => {
    beginRun({ root, configs: known(settings) })

    expect(LIMITS.shownIds).toBe(2)
    expect(redactor()).not.toBe(undefined)
    expect(tapsNode(definition)).toBe(true)
    expect(steadyOf(definition)(contact)).toEqual({ name: 'x' })
    expect(scorerOfProcess()).toBe('lexical')

    const before = redactor()
    expect(redactor()).toBe(before)
    beginRun({ root, configs: known({}) })
    expect(LIMITS.shownIds).toBe(shownIds)
    expect(tapsNode(definition)).toBe(false)
    expect(steadyOf(definition)(contact)).toBe(contact)
    expect(scorerOfProcess()).toBeUndefined()
    expect(redactor()).not.toBe(before)
  })

  test('are replaced by options of the plugin, entry by entry', () => {
    beginRun({ root, configs: known({ ...settings, mode: 'strict' }), options: '{"http":["undici"]}' })

    expect(tapsNode(definition)).toBe(false)
    expect(runSettings().mode).toBe('strict')
  })
})

/** Last: what is set in a process stays set. */
test('what configure() set goes first, sooner or later', () => {
  configure({ limits: { shownIds: 9 }, http: ['undici'], volatile: [], redaction: {}, scorer: 'local' })
  const asked = redactor()
  beginRun({
    root,
    configs: known({
      limits: { shownIds: 2 },
      http: ['node'],
      volatile: ['args'],
      redaction: false,
      scorer: 'lexical',
    }),
  })

  expect(LIMITS.shownIds).toBe(9)
  expect(tapsNode(definition)).toBe(false)
  expect(steadyOf(definition)(contact)).toBe(contact)
  expect(redactor()).toBe(asked)
  expect(scorerOfProcess()).toBe('local')
})
