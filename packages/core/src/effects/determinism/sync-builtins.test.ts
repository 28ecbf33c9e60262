import module from 'node:module'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextMacrotask } from '../../timers.js'
import { inOneSync, syncBuiltins, syncPut, syncTaken, type Exported } from './sync-builtins.js'

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

describe('what is taken away', () => {
  const holder = {}
  const [one, other] = ['one', 'other'].map((key) => ({ holder, key, standIn: () => key })) as [
    Exported,
    Exported,
  ]

  test('is seen no longer by the end of the turn', async () => {
    syncTaken([one])
    expect(sync).not.toHaveBeenCalled()
    await nextMacrotask()
    expect(sync).toHaveBeenCalledTimes(1)
  })

  test('and put in place again in the same turn takes no time', async () => {
    syncTaken([one, other])
    syncPut([one, other])
    await nextMacrotask()
    expect(sync).not.toHaveBeenCalled()
  })

  test.each<[string, Exported[]]>([
    ['less of it', [one]],
    ['something else beside it', [one, other, { ...one, key: 'third' }]],
    ['something else in its place', [one, { ...other, standIn: () => 'new' }]],
  ])('is seen no longer where %s is put there in the turn', async (_what, put) => {
    syncTaken([one, other])
    syncPut(put)
    await nextMacrotask()
    expect(sync).toHaveBeenCalledTimes(1)
  })

  test('is not put in place unseen after somebody else has made all seen', async () => {
    syncTaken([one])
    vi.resetModules()
    ;(await import('./sync-builtins.js')).syncBuiltins()
    syncPut([one])
    expect(sync).toHaveBeenCalledTimes(2)
    await nextMacrotask()
  })

  test('nothing is nothing', async () => {
    syncTaken([])
    syncPut([])
    await nextMacrotask()
    expect(sync).not.toHaveBeenCalled()
  })
})
