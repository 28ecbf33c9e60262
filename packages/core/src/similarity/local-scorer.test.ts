import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, expect, test } from 'vitest'
import { setRunSettings } from '../matchers/run-settings.js'
import { findLocalEmbedder, localScorer } from './local-scorer.js'
import { projectWithLocal, setLocalScorer } from './testing/local-package.js'

const made: string[] = []
const home = process.cwd()

function project(source: string): string {
  const folder = projectWithLocal(source)
  made.push(folder)
  return folder
}

afterEach(() => {
  process.chdir(home)
  setRunSettings({})
  setLocalScorer(undefined)
})

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true })
})

const EMBEDDER = `
  globalThis.loads = (globalThis.loads ?? 0) + 1
  exports.localEmbedder = () => ({ id: 'fake@1', defaultMinSimilarity: 0.7, embed: async (texts) => texts.map(() => [1]) })`

test('is found from the first file that has it', () => {
  const [none, one] = [project('').replace(/retrial-local-.*$/, 'retrial-none'), project(EMBEDDER)]
  const from = [join(none, 'package.json'), join(one, 'package.json')]
  expect(findLocalEmbedder(from)).toMatchObject({ id: 'fake@1' })
  expect(findLocalEmbedder(from.slice(0, 1))).toBeUndefined()
})

test.each<[string, string]>([
  ['throws', "throw new Error('no wasm here')"],
  ['exports something else', 'exports.other = 1'],
  ['throws when asked', "exports.localEmbedder = () => { throw new Error('no wasm here') }"],
])('a package that %s is no missing one', (_what, source) => {
  expect(() => findLocalEmbedder([join(project(source), 'package.json')])).toThrow(
    expect.objectContaining({
      code: 'SCORER_MISSING',
      message: expect.stringMatching(
        /^@retrial\/embedder-local is installed and cannot be loaded: .+ Install it anew: npm install --save-dev @retrial\/embedder-local$/,
      ) as string,
    }),
  )
})

test('that of the project under test goes first, wherever the runner was started', () => {
  const other = EMBEDDER.replace('fake@1', 'project@1')
  process.chdir(project(EMBEDDER))
  setRunSettings({ root: project(other) })
  expect(localScorer()).toMatchObject({ id: 'project@1' })
})

test('that of the working directory is found, and loaded once', async () => {
  const host = globalThis as { loads?: number }
  host.loads = 0
  process.chdir(project(EMBEDDER))
  const scorer = localScorer()
  expect(scorer).toMatchObject({ id: 'fake@1', defaultMinSimilarity: 0.7 })
  expect(localScorer()).toBe(scorer)
  expect(host.loads).toBe(1)
})
