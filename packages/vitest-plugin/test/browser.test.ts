import { readFileSync } from 'node:fs'
import {
  createProject,
  inFolder,
  installed,
  plainDecision,
  summaryOf,
  type Files,
  type Project,
} from '@retrial/fixtures/adapters'

import { afterAll, expect, test } from 'vitest'

/** Says which setup files it was asked to serve, and has no browser. */
const BROWSER = `const open = ({ config }) => {
  console.log('served: ' + JSON.stringify(config.setupFiles))
  throw new Error('there is no browser here')
}
// vitest 5 asks a provider for its part of the config, and makes what stands for the browser, before it opens one.
const ofVitest5 = {
  config: () => ({}),
  plugins: [],
  configureServer() {},
  transformIndexHtml() {},
  createParent: () => ({ spawn: () => ({ initBrowserProvider: open, close() {} }) }),
  setupRpc() {},
  resolveOptimizeDeps: () => undefined,
}
const browser = {
  enabled: true,
  headless: true,
  instances: [{ browser: 'chromium' }],
  provider: {
    name: 'none',
    options: {},
    providerFactory: () => { throw new Error('there is no browser here') },
    serverFactory: async () => ({ spawn: open, ...ofVitest5 }),
  },
}
`

const projects: Project[] = []
afterAll(() => {
  for (const project of projects) project.remove()
})

function projectOf(config: string, files: Files): Project {
  const project = createProject({
    'vitest.config.mjs': `import { retrial } from '@retrial/vitest-plugin'\n${BROWSER}\nexport default ${config}\n`,
    ...files,
  })
  projects.push(project)
  return project
}

const { version } = JSON.parse(readFileSync(installed('vitest/package.json')!, 'utf8')) as { version: string }

test.concurrent.each([
  ['the only one', '{ plugins: [retrial()], test: { browser } }'],
  // vitest 5 refuses it itself, before it asks any plugin.
  ...(parseInt(version) >= 5
    ? []
    : [
        [
          'without a provider',
          '{ plugins: [retrial()], test: { browser: { ...browser, provider: undefined } } }',
        ],
      ]),
  [
    'one of several',
    "{ test: { projects: [{ plugins: [retrial()], test: { name: 'pages', browser } }, { test: { name: 'node' } }] } }",
  ],
])(
  'a project in a browser that has the plugin, %s, is refused before there is a browser',
  async (name, config) => {
    const project = projectOf(config, plainDecision())

    const { code, stdout, stderr } = await project.run('vitest', ['run'])

    expect(code).toBe(1)
    expect(stderr).toContain(
      `retrial() stands in the plugins of a project that runs in a browser ("${name === 'one of several' ? 'pages (chromium)' : 'chromium'}"), and a replay needs Node. Take it out there, and move the tests that use it to a project without test.browser: test.projects can hold both.`,
    )
    expect(stdout + stderr).not.toMatch(/served:|no browser here|Provider was not specified/)
    expect(project.files('decisions')).toEqual({})
  },
)

test.concurrent('one that has it from the root runs, and its matchers say that they need Node', async () => {
  const project = projectOf(
    `{
      plugins: [retrial()],
      test: {
        globals: true,
        projects: [
          { extends: true, root: './pages', test: { name: 'pages', setupFiles: ['./own-setup.ts'], browser } },
          { extends: true, root: './node', test: { name: 'node' } },
        ],
      },
    }`,
    {
      ...inFolder('pages', { ...plainDecision(), 'own-setup.ts': '' }),
      ...inFolder('node', plainDecision()),
    },
  )

  const { stdout, stderr } = await project.run('vitest', ['run'])
  const served = /served: (.*)/.exec(stdout)?.[1]

  expect(summaryOf({ stderr })[0]).toBe(' Retrial  ✓ 0 replayed; 1 recorded')
  expect(Object.keys(project.files('node/decisions'))).toHaveLength(1)
  expect(served, stdout + stderr).toBeDefined()
  const setupFiles = JSON.parse(served!) as string[]
  expect(setupFiles).toEqual([
    expect.stringMatching(/browser-setup\.js$/),
    expect.stringMatching(/own-setup\.ts$/),
  ])

  // What the browser would load, loaded in Node.
  project.write({
    'pages/vitest.config.mjs': `export default { test: { globals: true, setupFiles: ['${setupFiles[0]}'] } }\n`,
  })
  const run = await project.run('vitest', ['run', '--root', 'pages'])
  expect(run.code).toBe(1)
  expect(run.stderr).toContain('toHaveNoDiffFrom() needs Node')
  expect(project.files('pages/decisions')).toEqual({})
})
