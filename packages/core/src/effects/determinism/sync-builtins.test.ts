import module from 'node:module'
import { afterEach, expect, test, vi } from 'vitest'
import { inOneSync, syncBuiltins } from './sync-builtins.js'

const sync = vi.spyOn(module, 'syncBuiltinESMExports')
afterEach(() => {
  sync.mockClear()
})

test('what is put in place together is made seen once, at the end', () => {
  const given = inOneSync(() => {
    syncBuiltins()
    inOneSync(syncBuiltins)
    expect(sync).not.toHaveBeenCalled()
    return 'given'
  })
  expect(given).toBe('given')
  expect(sync).toHaveBeenCalledTimes(1)
})

test('nothing is done where nothing was asked for', () => {
  inOneSync(() => undefined)
  expect(sync).not.toHaveBeenCalled()
})

test('a throw comes after it', () => {
  const failing = (): never => {
    syncBuiltins()
    throw new RangeError('no')
  }
  expect(() => inOneSync(failing)).toThrow(RangeError)
  expect(sync).toHaveBeenCalledTimes(1)
  syncBuiltins()
  expect(sync).toHaveBeenCalledTimes(2)
})
