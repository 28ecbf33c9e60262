import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import {
  createProject,
  jestRunner,
  vitestRunner,
  type Project,
} from '../../../fixtures/src/adapters/index.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const PACKAGES = ['core', 'vitest-plugin', 'jest-preset', 'embedder-local']

/** The first numbers of one text, as on every machine. */
const PRINTED = '-0.019 -0.039 0.052\n'
const MAIN = `
const embedder = localEmbedder()
Promise.all([embedder.embed(['The refund was approved.']), embedder.embed(['something else'])]).then(([[vector]]) => {
  console.log([...vector.slice(0, 3)].map((number) => number.toFixed(3)).join(' '))
})
`
/** Every file of a process but the first finds the model there. */
const TEST_FILE = `
import { AsyncLocalStorage } from 'node:async_hooks'
import { localEmbedder } from '@retrial/embedder-local'

test('embeds', async () => {
  const host = AsyncLocalStorage.constructor('return process')()
  const slot = Symbol.for('@retrial/embedder-local.model')
  host.filesRun = (host.filesRun ?? 0) + 1
  expect(host[slot] !== undefined).toBe(host.filesRun > 1)
  console.info(\`files run: \${host.filesRun}\`)
  const [vector, other] = await localEmbedder().embed(['The refund was approved.', 'The refund was not approved.'])
  expect(vector).toBeInstanceOf(Float32Array)
  expect(vector[0]).toBeCloseTo(-0.019, 3)
  expect(other[0]).not.toBeCloseTo(-0.019, 3)
})
`

const projects: Project[] = []
afterAll(() => {
  for (const project of projects) project.remove()
})

function projectOf(files: Record<string, string>): Project {
  const project = createProject(files, PACKAGES)
  projects.push(project)
  return project
}

describe('a process of node', () => {
  let project: Project
  beforeAll(() => {
    project = projectOf({
      'main.mjs': `import { localEmbedder } from '@retrial/embedder-local'\n${MAIN}`,
      'main.cjs': `const { localEmbedder } = require('@retrial/embedder-local')\n${MAIN}`,
    })
  })

  test.each(['main.mjs', 'main.cjs'])('%s embeds, prints nothing of its own and ends', async (file) => {
    expect(await project.node(file)).toEqual({ code: 0, stdout: PRINTED, stderr: '' })
  })

  test('embeds where there is no network', (context) => {
    const cut = (...args: string[]) => spawnSync('unshare', ['-rn', ...args], { encoding: 'utf8' })
    if (cut('true').status !== 0)
      context.skip('needs the right to take the network from a process (unshare -rn)')
    const { status, stdout, stderr } = cut(process.execPath, join(project.folder, 'main.mjs'))
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: PRINTED, stderr: '' })
  })
})

const RUNNERS = [
  vitestRunner({ pool: 'forks' }),
  vitestRunner({ pool: 'threads' }),
  vitestRunner({ pool: 'vmThreads' }),
  jestRunner({ modules: 'commonjs' }),
  jestRunner({ modules: 'esm' }),
]

describe.each(RUNNERS)('$name', (runner) => {
  test('embeds, and loads the model once a process', async () => {
    const project = projectOf({
      ...runner.files,
      'test/first.test.ts': TEST_FILE,
      'test/second.test.ts': TEST_FILE,
    })
    const { code, stdout, stderr } = await runner.run(project)
    expect(code, stdout + stderr).toBe(0)
    // jest runs both in one process, one after the other.
    if (runner.kind === 'jest') expect(stdout + stderr).toContain('files run: 2')
    expect(stdout + stderr).not.toMatch(/tensorflow|backend|wasm/i)
  })
})
