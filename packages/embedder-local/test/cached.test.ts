import { afterAll, describe, expect, test } from 'vitest'
import {
  createProject,
  jestRunner,
  vitestRunner,
  type Project,
} from '../../../fixtures/src/adapters/index.js'

const TEST_FILE = `
import { AsyncLocalStorage } from 'node:async_hooks'
import { embeddingScorer } from '@retrial/core'
import { localEmbedder } from '@retrial/embedder-local'

const offline = process.env.OFFLINE === '1'
const scorer = embeddingScorer(localEmbedder(), { offline })
const isLoaded = () =>
  AsyncLocalStorage.constructor('return process')()[Symbol.for('@retrial/embedder-local.model')] !== undefined

test('scores', async () => {
  const scores = scorer.score([
    { recorded: 'The refund was approved.', replayed: 'The refund has been approved.' },
    { recorded: 'The refund was approved.', replayed: 'Penguins live in the south.' },
  ])
  expect(Array.isArray(scores)).toBe(offline)
  const [near, far] = await scores
  expect(near).toBeGreaterThan(0.9)
  expect(far).toBeLessThan(0.4)
  expect(isLoaded()).toBe(!offline)
})
`

const projects: Project[] = []
afterAll(() => {
  for (const project of projects) project.remove()
})

const RUNNERS = [
  vitestRunner({ pool: 'forks' }),
  vitestRunner({ pool: 'threads' }),
  vitestRunner({ pool: 'vmThreads' }),
  jestRunner({ modules: 'commonjs' }),
  jestRunner({ modules: 'esm' }),
]

describe.each(RUNNERS)('$name', (runner) => {
  test('a second run finds its vectors in .retrial, without the model', async () => {
    const project = createProject({ ...runner.files, 'test/scores.test.ts': TEST_FILE }, [
      'core',
      'vitest-plugin',
      'jest-preset',
      'embedder-local',
    ])
    projects.push(project)

    const cold = await runner.run(project, { env: { OFFLINE: '1' } })
    expect(cold.code).toBe(1)
    expect(cold.stdout + cold.stderr).toContain('have no cached vector of "use-lite@energetic-0.2.0"')
    expect(Object.keys(project.files('.retrial'))).toEqual([])

    const first = await runner.run(project)
    expect(first.code, first.stdout + first.stderr).toBe(0)
    expect(Object.keys(project.files('.retrial'))).toEqual(['.retrial/.gitignore', '.retrial/retrial.db'])

    const second = await runner.run(project, { env: { OFFLINE: '1', CI: '1' } })
    expect(second.code, second.stdout + second.stderr).toBe(0)
  })
})
