import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { decision } from '../decision/decision.js'
import { openStore } from '../store/open-store.js'
import { sampleSnapshot } from '../store/testing/sample-snapshot.js'
import { contentOf, temporaryFolder } from '../store/testing/temporary-folder.js'
import { baselineIds, decisions, selectedQuery } from './decisions.js'
import { setRunSettings } from './run-settings.js'

const triage = decision('baselines triage', (text: string) => text)

beforeEach(() => {
  vi.stubEnv('CI', '')
})

afterEach(() => {
  setRunSettings({})
  vi.unstubAllEnvs()
})

/** A run whose baselines are these, by id and name of the decision. */
async function recorded(store: string, ids: Record<string, string>): Promise<string> {
  const root = temporaryFolder()
  setRunSettings({ root, store })
  const opened = await openStore(store, { cwd: root })
  onTestFinished(() => opened.close())
  for (const [id, functionName] of Object.entries(ids))
    await opened.save(sampleSnapshot(id, { functionName }))
  await opened.close()
  return root
}

describe.each(['dir:baselines', 'sqlite:baselines.db'])('baselineIds in %s', (store) => {
  const ids = { 'b/2': 'baselines triage', 'a/1': 'other', 'a/0': 'baselines triage' }

  test('are all of them, sorted', async () => {
    await recorded(store, ids)

    expect(baselineIds()).toEqual(['a/0', 'a/1', 'b/2'])
  })

  test('are those of a decision, by its name or by itself', async () => {
    await recorded(store, ids)

    expect(baselineIds('baselines triage')).toEqual(['a/0', 'b/2'])
    expect(baselineIds(triage)).toEqual(['a/0', 'b/2'])
    expect(baselineIds('unknown')).toEqual([])
  })

  test('are never none in CI, where no test would read as passed', async () => {
    await recorded(store, ids)
    vi.stubEnv('CI', 'true')

    expect(baselineIds('other')).toEqual(['a/1'])
    expect(() => baselineIds('unknown')).toThrow(
      expect.objectContaining({ code: 'SNAPSHOT_NOT_FOUND', message: expect.stringContaining('"unknown"') }),
    )
  })

  test('write nothing', async () => {
    const root = await recorded(store, ids)
    const before = contentOf(root)
    baselineIds(triage)

    expect(contentOf(root)).toEqual(before)
  })

  test('are none where nothing was ever recorded, and no store is made for that', () => {
    const root = temporaryFolder()
    setRunSettings({ root, store })

    expect(baselineIds()).toEqual([])
    expect(contentOf(root)).toEqual({})
  })
})

test('a function that is no decision has no baselines to list', async () => {
  await recorded('dir:baselines', { 'a/1': 'other' })

  expect(() => baselineIds((text: string) => text)).toThrow(
    expect.objectContaining({
      code: 'INVALID_OPTION',
      message: expect.stringContaining('decision(name, fn)'),
    }),
  )
})

test('a selection keeps its own copy of the query', () => {
  const query = { functionName: 'triage' }
  const selection = decisions(query)
  query.functionName = 'changed'

  expect(selectedQuery(selection)).toEqual({ functionName: 'triage' })
})

test.each([undefined, null, 'triage', {}, () => undefined])('%s is no selection', (value) => {
  expect(selectedQuery(value)).toBeUndefined()
})
