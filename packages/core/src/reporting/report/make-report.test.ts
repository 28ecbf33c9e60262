import { expect, onTestFinished, test, vi } from 'vitest'
import { policy } from '../../policy/index.js'
import { temporaryFolder } from '../../store/testing/temporary-folder.js'
import { sampleRow } from '../testing/sample-report.js'
import { makeReport } from './make-report.js'
import { reportedPolicy } from './reported-policy.js'

const steady = reportedPolicy(policy('steady').ignore('output.a'))
const unused = reportedPolicy(policy('unused'))
const found = {
  ...{ runner: 'vitest' as const, runnerVersion: '4.1.12', policies: [unused, steady, steady] },
  files: [
    { file: 'b.test.ts', whole: true },
    { file: 'a.test.ts', whole: true },
  ],
  rows: [
    sampleRow({ file: 'b.test.ts' }),
    sampleRow({ file: 'a.test.ts', policy: 'steady', policyHash: steady.hash }),
  ],
}
const made = (more: Partial<Parameters<typeof makeReport>[0]> = {}) =>
  makeReport({ ...found, ...more }, temporaryFolder())

test('says what the run was made with, and has everything in order', () => {
  vi.stubEnv('RETRIAL_MODE', undefined)
  onTestFinished(() => void vi.unstubAllEnvs())
  const { environment, policies, files, rows, runMode } = made()

  expect(environment).toMatchObject({
    ...{ retrial: expect.stringMatching(/^\d+\.\d+\.\d+/), runner: '4.1.12', node: process.versions.node },
    ...{ platform: process.platform, arch: process.arch },
  })
  expect(policies).toEqual([steady])
  expect(files.map(({ file }) => file)).toEqual(['a.test.ts', 'b.test.ts'])
  expect(rows.map(({ file }) => file)).toEqual(['a.test.ts', 'b.test.ts'])
  expect(runMode).toBe('auto')
})

test.each([
  ['what the environment says', 'record', 'replay', 'record'],
  ['else what the config says', '', 'replay', 'replay'],
  ['unknown where that is no mode', 'nonsense', 'replay', undefined],
] as const)('the mode is %s', (_name, variable, configured, expected) => {
  vi.stubEnv('RETRIAL_MODE', variable)
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(made({ runMode: configured }).runMode).toBe(expected)
})

test.each([
  ['1', true],
  ['', false],
])('CI=%j is told', (ci, expected) => {
  vi.stubEnv('CI', ci)
  vi.stubEnv('RETRIAL_CI', undefined)
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(made().environment?.ci).toBe(expected)
})

test('is JSON as it is', () => {
  const report = made()
  expect(JSON.parse(JSON.stringify(report))).toEqual(report)
})
