import { createProject, describeNamedImports, jestRunner } from '@retrial/fixtures/adapters'
import { expect, test } from 'vitest'

for (const modules of ['commonjs', 'esm'] as const) {
  describeNamedImports(jestRunner({ modules }), { sandbox: true })
}

test('the functions of Node are the real ones again at the end of a test file', async ({
  onTestFinished,
}) => {
  const { files, run } = jestRunner({ config: { globalTeardown: '<rootDir>/teardown.cjs' } })
  const project = createProject({
    ...files,
    'teardown.cjs': `module.exports = () => {
  const marks = [Symbol.for('@retrial/core.original') in require('node:crypto').randomUUID]
  require('node:fs').writeFileSync(__dirname + '/marks.json', JSON.stringify(marks.concat(require('node:crypto').wasMarked)))
}
`,
    'test/one.test.ts': `import crypto from 'node:crypto'
test('is held', () => {
  ;(crypto as any).wasMarked = Symbol.for('@retrial/core.original') in crypto.randomUUID
})
`,
  })
  onTestFinished(() => {
    project.remove()
  })
  const { code, stdout, stderr } = await run(project)
  expect(code, stdout + stderr).toBe(0)
  expect(JSON.parse(project.read('marks.json'))).toEqual([false, true])
})
