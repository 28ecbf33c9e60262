import { createProject, type Project } from '@retrial/fixtures'
import { afterEach, expect, test } from 'vitest'
import { retrial } from './command.js'

let project: Project
afterEach(() => {
  project.remove()
})

test.each([
  ['vitest', ['run'], '{ "type": "module", "devDependencies": { "vitest": "*", "typescript": "*" } }', 'ts'],
  ['jest', [], '{ "devDependencies": { "jest": "*" } }', 'js'],
])(
  'what init writes for %s records at first, and replays from then on',
  async (runner, args, manifest, extension) => {
    project = createProject({ 'package.json': manifest })
    expect(await retrial(['init', '--yes'], project.folder)).toMatchObject({ code: 0 })
    expect(Object.keys(project.files())).toContain(`test/retrial-example.test.${extension}`)

    const first = await project.run(runner, args)
    expect(first, first.stdout + first.stderr).toMatchObject({ code: 0 })
    expect(project.read('decisions/example/money-back.json')).toContain('"refund"')

    const inCi = await project.run(runner, args, { CI: '1' })
    expect(inCi, inCi.stdout + inCi.stderr).toMatchObject({ code: 0 })

    const example = `test/retrial-example.test.${extension}`
    project.write({ [example]: project.read(example).replace("text.includes('!')", "text.includes('?')") })
    expect(await project.run(runner, args, { CI: '1' })).toMatchObject({ code: 1 })
    expect((await retrial(['list', '--json'], project.folder)).stdout).toContain('"example/money-back"')
  },
)
