import { afterEach, expect, test } from 'vitest'
import { runSettings, setRunSettings } from './run-settings.js'
import { usedStore } from './used-store.js'

afterEach(() => {
  setRunSettings({})
})

const whole = { store: 'dir:baselines', storeRoot: '/project/app', root: '/project/app', base: '/project' }

test.each([
  ['the store', { store: 'dir:others' }, 'dir:app/others'],
  ['its kind', { store: 'sqlite:baselines' }, 'sqlite:app/baselines'],
  ['what its path starts from', { storeRoot: '/project/api' }, 'dir:api/baselines'],
  ['what names start from', { base: '/project/app' }, 'dir:baselines'],
])('the name is found anew where %s changes', (_what, changed, name) => {
  setRunSettings({ ...whole, watch: false })
  expect(usedStore()).toBe('dir:app/baselines')
  setRunSettings({ ...whole, ...changed, watch: false })
  expect(usedStore()).toBe(name)
})

test.each(['store', 'storeRoot', 'root', 'base', 'watch'] as const)(
  'settings without %s are filled up',
  (name) => {
    const { [name]: _left, ...rest } = { ...whole, watch: true }
    setRunSettings(rest)
    expect(runSettings()[name]).toBeDefined()
  },
)

test('settings that say all are handed out as they are', () => {
  const settings = { ...whole, watch: false, mode: 'strict' as const, runMode: 'replay' as const }
  setRunSettings(settings)
  expect(runSettings()).toEqual(settings)
})
