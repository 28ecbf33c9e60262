import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import { serializeSnapshot } from '../../snapshot/serialize.js'
import { openStore } from '../../store/open-store.js'
import type { SnapshotStore } from '../../store/store.js'
import { collect, sampleSnapshot } from '../../store/testing/sample-snapshot.js'
import { contentOf, temporaryFolder } from '../../store/testing/temporary-folder.js'
import { exportSnapshots } from '../export-snapshots.js'
import { importSnapshots } from '../import-snapshots.js'
import { leavesOf } from '../testing/number-texts.js'
import { CHECKSUM, IDS, readDatabase, ROWS, writeDatabase } from './testing/fixture.js'

async function fixtureStore(): Promise<SnapshotStore> {
  const path = join(temporaryFolder(), 'in.db')
  writeDatabase(path)
  const store = await openStore('memory:')
  await importSnapshots(path, store, { from: 'briefcase' })
  return store
}

async function storeOf(...snapshots: DecisionSnapshot[]): Promise<SnapshotStore> {
  const store = await openStore('memory:')
  await store.saveMany(snapshots)
  return store
}

async function textsIn(store: SnapshotStore): Promise<string[]> {
  return (await collect(store.query())).map((snapshot) => serializeSnapshot(snapshot))
}

/** The leaves of both texts that are not null and not empty, each with its number as written. */
function expectSame(written: string, original: string): void {
  const filled = (text: string) =>
    Object.fromEntries([...leavesOf(text)].filter(([, leaf]) => !['null', '{}', '[]'].includes(leaf)))
  expect(filled(written)).toStrictEqual(filled(original))
}

describe('an import leaves as it came', () => {
  test('as a database: rows, texts, numbers, checksums, sessions', async () => {
    const path = join(temporaryFolder(), 'out.db')
    const report = await exportSnapshots(await fixtureStore(), path, { to: 'briefcase' })

    expect(report).toStrictEqual({ read: 5, written: 5, skipped: 0, problems: [], warnings: [] })
    const rows = readDatabase(path)
    expect(rows.map(({ id }) => id)).toStrictEqual([IDS.single, IDS.batch, IDS.session, IDS.legacy])
    for (const [index, { id, type, text, createdAt }] of ROWS.entries()) {
      const row = rows[index]!
      expectSame(row['data_json'] as string, text as string)
      expect(row).toMatchObject({ id, snapshot_type: type, created_by: null, checksum: CHECKSUM })
      expect(row['created_at']).toBe(createdAt.slice(0, 23).replace('T', ' '))
    }
  })

  test('as a folder: what stood alone under decisions, the rest under snapshots', async () => {
    const path = join(temporaryFolder(), 'out')
    await exportSnapshots(await fixtureStore(), path, { to: 'briefcase' })

    expect(Object.keys(contentOf(path))).toStrictEqual([
      `decisions/${IDS.single}.json`,
      `decisions/${IDS.legacy}.json`,
      `snapshots/${IDS.batch}.json`,
      `snapshots/${IDS.session}.json`,
    ])
    expectSame(readFileSync(join(path, `snapshots/${IDS.session}.json`), 'utf8'), ROWS[2]!.text as string)
  })

  test.each(['out.db', 'out.sqlite', 'out'])('and %s comes in as the same snapshots', async (name) => {
    const store = await fixtureStore()
    const path = join(temporaryFolder(), name)
    await exportSnapshots(store, path, { to: 'briefcase' })
    const again = await openStore('memory:')
    expect(await importSnapshots(path, again, { from: 'briefcase' })).toMatchObject({
      written: 5,
      problems: [],
    })

    expect(await textsIn(again)).toStrictEqual(await textsIn(store))
  })

  test('a session of one decision that shares its metadata stays a session', async () => {
    const row = {
      ...ROWS[3]!,
      type: 'Session',
      text: (ROWS[3]!.text as string).replace('"Decision"', '"Session"'),
    }
    const [from, to] = [join(temporaryFolder(), 'in.db'), join(temporaryFolder(), 'out.db')]
    writeDatabase(from, [row])
    const store = await openStore('memory:')
    await importSnapshots(from, store, { from: 'briefcase' })
    await exportSnapshots(store, to, { to: 'briefcase' })

    const [written] = readDatabase(to)
    expect(written).toMatchObject({ id: IDS.legacy, snapshot_type: 'Session' })
    expectSame(written!['data_json'] as string, row.text)
  })

  test('says so where a session is no longer whole', async () => {
    const store = await fixtureStore()
    await store.delete(IDS.stepTwo)
    const path = join(temporaryFolder(), 'out.db')
    const report = await exportSnapshots(store, path, { to: 'briefcase' })

    expect(report).toMatchObject({
      written: 4,
      warnings: [expect.stringContaining('without some of their decisions')],
    })
    expect(JSON.parse(readDatabase(path)[2]!['data_json'] as string)).toMatchObject({
      decisions: [{ function_name: 'step_one' }],
      snapshot_type: 'Session',
    })
  })
})

describe('a recording of our own', () => {
  const recording = sampleSnapshot('refunds/gold', {
    moduleName: 'm',
    inputs: [{ name: 'input', value: { a: [1, 'é', null], big: 2n ** 60n, zero: -0 }, dataType: 'object' }],
    modelParameters: { modelName: 'gpt', parameters: { temperature: 0.5 } },
    executionTimeMs: 12.5,
    tags: { team: 'refunds' },
  })

  test('has every field of briefcase, under a UUID made of its id', async () => {
    const path = join(temporaryFolder(), 'out.db')
    await exportSnapshots(await storeOf(recording), path, { to: 'briefcase' })
    const [row, ...more] = readDatabase(path)

    expect(more).toStrictEqual([])
    expect(row).toMatchObject({
      id: expect.stringMatching(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/),
      snapshot_type: 'Decision',
      created_at: '2026-01-15 12:00:00.000',
      created_by: null,
      checksum: null,
    })
    expect(row!['data_json']).toBe(
      `{"metadata":{"snapshot_id":"${row!['id'] as string}","timestamp":"2026-01-15T12:00:00.000Z","schema_version":"1.0","sdk_version":"retrial","created_by":null,"checksum":null,"retrial_id":"refunds/gold"},` +
        `"decisions":[{"metadata":{"snapshot_id":"${row!['id'] as string}","timestamp":"2026-01-15T12:00:00.000Z","schema_version":"1.0","sdk_version":"retrial","created_by":null,"checksum":null,"retrial_id":"refunds/gold"},` +
        '"context":{"runtime_version":null,"dependencies":{},"random_seed":null,"environment_variables":{},"hardware_info":{}},' +
        '"function_name":"triage","module_name":"m",' +
        '"inputs":[{"name":"input","value":{"a":[1,"é",null],"big":1152921504606846976,"zero":-0},"data_type":"object","schema_version":"1.0"}],' +
        '"outputs":[{"name":"result","value":{"label":"refund"},"data_type":"object","confidence":null,"schema_version":"1.0"}],' +
        '"model_parameters":{"model_name":"gpt","model_version":null,"provider":null,"parameters":{"temperature":0.5},"hyperparameters":{},"weights_hash":null},' +
        '"execution_time_ms":12.5,"error":null,"error_type":null,"scorecard":null,"experiment":null,"agent":null,"hardware":null,"tags":{"team":"refunds"}}],"snapshot_type":"Decision"}',
    )
  })

  test.each(['out.db', 'out'])('comes back from %s under its id, with its values', async (name) => {
    const path = join(temporaryFolder(), name)
    await exportSnapshots(await storeOf(recording), path, { to: 'briefcase' })
    const again = await openStore('memory:')
    await importSnapshots(path, again, { from: 'briefcase' })
    const { origin: _origin, contentHash: _hash, inputs, outputs, ...rest } = await again.load('refunds/gold')

    expect(rest).toStrictEqual({
      ...(({ contentHash: _, inputs: __, outputs: ___, ...kept }) => kept)(recording),
    })
    expect(inputs).toStrictEqual([{ ...recording.inputs[0], schemaVersion: '1.0' }])
    expect(outputs).toStrictEqual([{ ...recording.outputs[0], schemaVersion: '1.0' }])
  })

  test('says what is left behind, once', async () => {
    const full = (id: string) =>
      sampleSnapshot(id, {
        outputs: [],
        error: { name: 'E', message: 'm', code: 7 },
        effects: [{ kind: 'call', name: 'now', value: 1, durationMs: 1 }],
        usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
        ownTimeMs: 1,
        accepted: [
          { outputs: [{ name: 'r', value: 1, dataType: 'number' }], acceptedAt: '2026-02-01T00:00:00.000Z' },
        ],
        origin: { system: 'opentelemetry' },
      })
    const path = join(temporaryFolder(), 'out.db')
    const { written, warnings } = await exportSnapshots(await storeOf(full('a'), full('b')), path, {
      to: 'briefcase',
    })

    expect(written).toBe(2)
    expect(warnings).toHaveLength(6)
  })

  test.each<[string, Partial<DecisionSnapshot>, string]>([
    [
      'a Date',
      { outputs: [{ name: 'r', value: { at: new Date(0) }, dataType: 'x' }] },
      'outputs[0].value.at is a Date',
    ],
    ['NaN', { outputs: [{ name: 'r', value: Number.NaN, dataType: 'x' }] }, 'NaN'],
    ['undefined', { outputs: [{ name: 'r', value: undefined, dataType: 'x' }] }, 'undefined'],
    ['a Map', { inputs: [{ name: 'i', value: new Map(), dataType: 'x' }] }, 'a Map'],
    ['a BigInt of 65 bits', { inputs: [{ name: 'i', value: 2n ** 64n, dataType: 'x' }] }, 'BigInt'],
    ['a small BigInt', { inputs: [{ name: 'i', value: 1n, dataType: 'x' }] }, 'BigInt'],
    ['no time', { createdAt: 'yesterday' }, 'is no time'],
  ])('with %s is a problem, and the others are written', async (_what, part, message) => {
    const path = join(temporaryFolder(), 'out.db')
    const store = await storeOf(sampleSnapshot('a'), sampleSnapshot('b', part), sampleSnapshot('c'))
    const report = await exportSnapshots(store, path, { to: 'briefcase' })

    expect(report).toMatchObject({
      read: 3,
      written: 2,
      problems: [{ id: 'b', code: 'NOT_SERIALIZABLE', message: expect.stringContaining(message) as string }],
    })
    expect(readDatabase(path)).toHaveLength(2)
  })
})

describe('hostile content of origin', () => {
  test('an id with a path in it never becomes a file', async () => {
    const folder = temporaryFolder()
    const evil = (id: string, snapshot_id: string) =>
      sampleSnapshot(id, { origin: { system: 'briefcase', record: { metadata: { snapshot_id } } } })
    const store = await storeOf(
      evil('a', '../../evil'),
      evil('b', '/tmp/evil'),
      evil('c', ''),
      sampleSnapshot('d'),
    )
    const report = await exportSnapshots(store, join(folder, 'x', 'out'), { to: 'briefcase' })

    expect(report.problems.map(({ id, code }) => `${id} ${code}`)).toStrictEqual([
      'a INVALID_ID',
      'b INVALID_ID',
      'c INVALID_ID',
    ])
    expect(Object.keys(contentOf(folder))).toHaveLength(1)
  })

  test.each<[string, Record<string, unknown>]>([
    ['texts in the place of parts', { metadata: 'x', context: [], decision: 7, inputs: null, group: 'g' }],
    ['a group without anything', { group: {} }],
    ['a group with wrong parts', { group: { index: 'x', metadata: 7, snapshot_type: null, rest: [] } }],
    [
      'a key of a prototype',
      JSON.parse('{"decision":{"__proto__":{"a":1}},"metadata":{"__proto__":1}}') as Record<string, unknown>,
    ],
  ])('%s does not break the export', async (_what, record) => {
    const path = join(temporaryFolder(), 'out.db')
    const report = await exportSnapshots(
      await storeOf(sampleSnapshot('a', { origin: { system: 'briefcase', record } })),
      path,
      { to: 'briefcase' },
    )

    expect(report).toMatchObject({ read: 1, written: 1, problems: [] })
    expect(() => JSON.parse(readDatabase(path)[0]!['data_json'] as string) as unknown).not.toThrow()
  })

  test('a group with the foreign id of another snapshot: its members are problems', async () => {
    const metadata = { snapshot_id: IDS.single }
    const alone = sampleSnapshot('a', { origin: { system: 'briefcase', record: { metadata } } })
    const member = (id: string, index: number) =>
      sampleSnapshot(id, {
        origin: { system: 'briefcase', record: { group: { index, metadata, snapshot_type: 'Batch' } } },
      })
    const path = join(temporaryFolder(), 'out.db')
    const report = await exportSnapshots(await storeOf(alone, member('b', 0), member('c', 1)), path, {
      to: 'briefcase',
    })

    expect(report).toMatchObject({ read: 3, written: 1, problems: [{ id: 'b' }, { id: 'c' }] })
  })

  test('two snapshots with one foreign id: the second is a problem', async () => {
    const same = (id: string) =>
      sampleSnapshot(id, {
        origin: { system: 'briefcase', record: { metadata: { snapshot_id: IDS.single } } },
      })
    for (const name of ['out.db', 'out']) {
      const report = await exportSnapshots(
        await storeOf(same('a'), same('b')),
        join(temporaryFolder(), name),
        { to: 'briefcase' },
      )
      expect(report).toMatchObject({ read: 2, written: 1, problems: [{ id: 'b', code: 'DUPLICATE_ID' }] })
    }
  })
})

describe('what is at the path', () => {
  test('is not overwritten unasked', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'x.db'), 'mine')
    mkdirSync(join(folder, 'x/decisions'), { recursive: true })
    writeFileSync(join(folder, 'x/decisions/mine.json'), '{}')
    const before = contentOf(folder)
    const store = await storeOf(sampleSnapshot('a'))
    for (const name of ['x.db', 'x']) {
      await expect(exportSnapshots(store, join(folder, name), { to: 'briefcase' })).rejects.toMatchObject({
        code: 'INVALID_OPTION',
        message: expect.stringContaining('overwrite') as string,
      })
    }
    expect(contentOf(folder)).toStrictEqual(before)
  })

  test('is replaced on request; in a folder only files of the same name', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'x.db'), 'mine')
    mkdirSync(join(folder, 'x/decisions'), { recursive: true })
    writeFileSync(join(folder, 'x/decisions/mine.json'), '{}')
    const store = await storeOf(sampleSnapshot('a'))
    for (const name of ['x.db', 'x']) {
      await exportSnapshots(store, join(folder, name), { to: 'briefcase', overwrite: true })
    }
    expect(readDatabase(join(folder, 'x.db'))).toHaveLength(1)
    expect(readdirSync(join(folder, 'x/decisions'))).toHaveLength(2)
    expect(readdirSync(folder).sort()).toStrictEqual(['x', 'x.db'])
  })

  test('may be an empty folder', async () => {
    const folder = temporaryFolder()
    expect(
      await exportSnapshots(await storeOf(sampleSnapshot('a')), folder, { to: 'briefcase' }),
    ).toMatchObject({ written: 1 })
    expect(Object.keys(contentOf(folder))).toHaveLength(1)
  })

  test('is not replaced while a log lies beside it', async () => {
    const path = join(temporaryFolder(), 'x.db')
    const writer = writeDatabase(path, ROWS, true)
    await expect(
      exportSnapshots(await storeOf(sampleSnapshot('a')), path, { to: 'briefcase', overwrite: true }),
    ).rejects.toMatchObject({ code: 'INVALID_OPTION' })
    writer.close()
    expect(readDatabase(path)).toHaveLength(ROWS.length)
  })

  test('can be read by its owner only', async () => {
    const path = join(temporaryFolder(), 'x.db')
    await exportSnapshots(await storeOf(sampleSnapshot('a')), path, { to: 'briefcase' })
    expect(statSync(path).mode & 0o077).toBe(0)
    expect(existsSync(`${path}-journal`)).toBe(false)
  })
})
