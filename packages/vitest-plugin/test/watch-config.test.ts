import { createProject, plainDecision, vitestRunner } from '@retrial/fixtures/adapters'
import { expect, test } from 'vitest'

test('while watching, tests fail by a config that cannot be used, until it can', async () => {
  const project = createProject({
    ...vitestRunner().files,
    ...plainDecision(),
    'retrial.config.json': '{ "store": "dir:decisions" }',
  })
  await project.run('vitest', ['run'])
  const live = project.start('vitest', ['--watch'])
  try {
    await live.printed(' Retrial  ✓ 1 replayed: 1 match', 1)

    project.write({ 'retrial.config.json': '{ "stor": "dir:decisions" }' })
    await live.printed('Tests failed. Watching', 1)
    project.write({ 'src/plain.ts': `${project.read('src/plain.ts')}\n` })
    await live.printed('Tests failed. Watching', 2)
    expect(live.output()).toContain('Did you mean "store"?')
    expect(live.output().split('1 replayed: 1 match')).toHaveLength(2)

    project.write({ 'retrial.config.json': '{ "store": "dir:decisions" } ' })
    await live.printed(' Retrial  ✓ 1 replayed: 1 match', 2)
  } finally {
    await live.stop()
    project.remove()
  }
})
