import { expect, onTestFinished, test } from 'vitest'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { contentOf, temporaryFolder } from '../store/testing/temporary-folder.js'
import { baselineStore } from './baselines.js'
import { closeBaselines } from './opened-stores.js'
import { setRunSettings } from './run-settings.js'

function run(store: string): string {
  const root = temporaryFolder()
  setRunSettings({ root, store })
  onTestFinished(async () => {
    await closeBaselines()
    setRunSettings({})
  })
  return root
}

test('assertions share a store, and those that may not write have one of their own', async () => {
  run('dir:decisions')
  const [writable, again, readOnly] = await Promise.all([
    baselineStore(false),
    baselineStore(false),
    baselineStore(true),
  ])

  expect(again).toBe(writable)
  expect(readOnly).not.toBe(writable)
  await expect(readOnly.save(sampleSnapshot('a/1'))).rejects.toMatchObject({ code: 'STORE_READ_ONLY' })
})

test('a closed database is one file, and the next assertion opens it anew', async () => {
  const root = run('sqlite:decisions.db')
  const store = await baselineStore(false)
  await store.save(sampleSnapshot('a/1'))
  await closeBaselines()

  expect(Object.keys(contentOf(root))).toEqual(['decisions.db'])
  expect(await (await baselineStore(false)).has('a/1')).toBe(true)
})

test('a store that could not be opened is tried again, and closing does not mind it', async () => {
  run('nonsense:decisions')
  await expect(baselineStore(false)).rejects.toMatchObject({ code: 'INVALID_OPTION' })
  const second = baselineStore(false)
  await expect(second).rejects.toMatchObject({ code: 'INVALID_OPTION' })
  const third = baselineStore(false)

  await expect(closeBaselines()).resolves.toBeUndefined()
  await expect(third).rejects.toMatchObject({ code: 'INVALID_OPTION' })
})
