import { expect, test } from 'vitest'
import type { SnapshotStore } from '../../store.js'
import { collect, idsOf, sampleSnapshot, saveAll } from '../sample-snapshot.js'

/** Saving and loading one snapshot. */
export function testSaving(store: () => SnapshotStore): void {
  test('gives back what was saved', async () => {
    const snapshot = sampleSnapshot('refunds/gold-customer', {
      moduleName: 'src/triage.ts',
      modelParameters: { modelName: 'gpt-5-mini', parameters: { temperature: 0 } },
      usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
      tags: { team: 'refunds' },
      executionTimeMs: 12.5,
    })
    await store().save(snapshot)
    expect(await store().load('refunds/gold-customer')).toStrictEqual(snapshot)
  })

  test('refuses by name what throws when it is read, and what is not of its kind', async () => {
    const hidden = {
      get total() {
        throw new TypeError('boom')
      },
    }
    const unreadable = { ...sampleSnapshot('a'), context: { hardwareInfo: hidden } }
    await expect(store().save(unreadable)).rejects.toMatchObject({
      code: 'NOT_SERIALIZABLE',
      message: expect.stringContaining('TypeError: boom') as string,
    })
    const odd = { ...sampleSnapshot('a'), tags: { team: 1 } as never }
    await expect(store().save(odd)).rejects.toMatchObject({ code: 'INVALID_SNAPSHOT' })
    expect(await store().has('a')).toBe(false)
  })

  test('keeps keys that look like those of a prototype', async () => {
    const value: unknown = JSON.parse('{"__proto__":{"p":1},"constructor":2,"toString":"x"}')
    await store().save(sampleSnapshot('proto', { inputs: [{ name: 'input', value, dataType: 'object' }] }))
    const [input] = (await store().load('proto')).inputs
    expect(Object.keys(input?.value as object)).toEqual(['__proto__', 'constructor', 'toString'])
    expect(({} as { p?: unknown }).p).toBeUndefined()
  })

  test('is untouched by changes to the object that was saved', async () => {
    const snapshot = sampleSnapshot('a')
    const saving = store().save(snapshot)
    snapshot.functionName = 'changed'
    await saving
    snapshot.inputs.length = 0
    expect(await store().load('a')).toStrictEqual(sampleSnapshot('a'))
  })

  test('is untouched by changes to an object that was loaded', async () => {
    await saveAll(store(), 'a')
    for (const loaded of [await store().load('a'), ...(await collect(store().query()))]) {
      loaded.inputs.length = 0
      loaded.tags.changed = 'yes'
    }
    expect(await store().load('a')).toStrictEqual(sampleSnapshot('a'))
  })

  test('refuses a second snapshot of one id and keeps the first', async () => {
    await saveAll(store(), 'a')
    const second = sampleSnapshot('a', { functionName: 'other' })
    await expect(store().save(second)).rejects.toMatchObject({
      code: 'DUPLICATE_ID',
      message: expect.stringContaining('replace: true') as string,
    })
    expect((await store().load('a')).functionName).toBe('triage')
  })

  test('replaces when told to', async () => {
    await saveAll(store(), 'a')
    await store().save(sampleSnapshot('a', { functionName: 'other' }), { replace: true })
    await store().save(sampleSnapshot('b'), { replace: true })
    expect((await store().load('a')).functionName).toBe('other')
    expect(await idsOf(store().query())).toEqual(['a', 'b'])
  })

  test('saves under one id once when asked twice at the same time', async () => {
    const settled = await Promise.allSettled([
      store().save(sampleSnapshot('a')),
      store().save(sampleSnapshot('a')),
    ])
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('refuses what has no faithful text, and keeps nothing of it', async () => {
    const value = { callback: () => 1 }
    const snapshot = { ...sampleSnapshot('a'), inputs: [{ name: 'input', value, dataType: 'object' }] }
    await expect(store().save(snapshot)).rejects.toMatchObject({ code: 'NOT_SERIALIZABLE' })
    expect(await store().has('a')).toBe(false)
  })

  test('refuses a misspelled option', async () => {
    const options = { overwrite: true } as { replace?: boolean }
    await expect(store().save(sampleSnapshot('a'), options)).rejects.toMatchObject({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('"overwrite"') as string,
    })
  })

  test('refuses a text that is too long', async () => {
    const value = 'é'.repeat(33 * 1024 * 1024)
    const snapshot = { ...sampleSnapshot('a'), inputs: [{ name: 'input', value, dataType: 'string' }] }
    await expect(store().save(snapshot)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' })
  })
}
