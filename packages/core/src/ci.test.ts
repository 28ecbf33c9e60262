import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { isCi } from './ci.js'

const FLAGS = [
  ...['CI', 'RETRIAL_CI', 'TF_BUILD', 'TEAMCITY_VERSION'],
  ...['JENKINS_URL', 'CODEBUILD_BUILD_ID', 'bamboo_planKey'],
]

beforeEach(() => {
  for (const name of FLAGS) vi.stubEnv(name, undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

test('without any flag it is none', () => {
  expect(isCi()).toBe(false)
})

test.each(FLAGS)('%s alone says that it is one', (name) => {
  vi.stubEnv(name, 'True')
  expect(isCi()).toBe(true)
})

test.each(FLAGS.flatMap((name) => ['', '0', 'false'].map((value) => [name, value])))(
  '%s=%s does not',
  (name, value) => {
    vi.stubEnv(name, value)
    expect(isCi()).toBe(false)
  },
)

test('CI=false holds against what a service sets, not against --ci', () => {
  vi.stubEnv('CI', 'false')
  vi.stubEnv('TF_BUILD', 'True')
  expect(isCi()).toBe(false)
  vi.stubEnv('RETRIAL_CI', '1')
  expect(isCi()).toBe(true)
})
