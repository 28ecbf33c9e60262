import { expect, test } from 'vitest'
import { comparePolicies, policy } from '../../policy/index.js'
import { reportedPolicy } from './reported-policy.js'

test('is the data of a policy, and a hash that is the same where they are', () => {
  const made = () => policy('steady').maxIncreasePercent('usage.totalTokens', 10)
  const { hash, policy: data } = reportedPolicy(made())

  expect(data).toEqual(made().toJSON())
  expect(hash).toMatch(/^sha256:[\da-f]{64}$/)
  expect(reportedPolicy(made()).hash).toBe(hash)
  expect(reportedPolicy(made().ignore('output.a')).hash).not.toBe(hash)
  expect(reportedPolicy(policy('other').maxIncreasePercent('usage.totalTokens', 10)).hash).not.toBe(hash)
})

test('is read once', () => {
  const one = policy('steady')
  expect(reportedPolicy(one)).toBe(reportedPolicy(one))
})

test('is safe to print, names and values', () => {
  const hostile = 'x\n::error::y\u202e'
  const text = JSON.stringify(
    reportedPolicy(
      policy(hostile)
        .exactMatch(`output['${hostile}']`, { [hostile]: [hostile] })
        .forTags({ [hostile]: hostile }, (own) => own.ignore('output.a')),
    ),
  )
  expect(JSON.parse(text)).toMatchObject({ policy: { name: 'x\\n::error::y\\u202e' } })
  expect(text).not.toContain('\u202e')
  expect(text.replaceAll('\\\\n', '')).not.toContain('\\n')
})

test('holds no secret', () => {
  const key = `sk-proj-${'aB3'.repeat(16)}`
  const { policy: data } = reportedPolicy(
    policy('p').exactMatch('output.text', `use ${key}`).exactMatch('output.password', 'hunter2hunter2'),
  )
  expect(JSON.stringify(data)).not.toContain(key)
  expect(JSON.stringify(data)).not.toContain('hunter2')
  expect(JSON.stringify(data)).toContain('[redacted:')
})

test('has the hash of what is long', () => {
  const long = (text: string) => reportedPolicy(policy('p').exactMatch('output', text.repeat(10_000))).policy
  expect(JSON.stringify(long('x')).length).toBeLessThan(200)
  expect(long('x').rules[0]).toMatchObject({ code: expect.stringMatching(/^sha256:/) })
  expect(comparePolicies(long('x'), long('x')).changed).toEqual([])
  expect(comparePolicies(long('x'), long('y')).changed).toHaveLength(1)
})
