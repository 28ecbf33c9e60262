import { nodeCrypto } from '../../node-crypto.js'
import type { PolicyData, ReplayPolicy } from '../../policy/index.js'
import { canonicalJson } from '../../snapshot/canonical.js'
import { redactJson } from '../../snapshot/redaction/redact-json.js'
import { redactor } from '../../snapshot/redaction/settings.js'
import type { JsonValue } from '../../snapshot/types.js'
import { printableJson } from '../printable-json.js'
import type { ReportedPolicy } from './run-report.js'

/** Characters of an expected value as text; of a longer one a report has the hash. */
const MOST = 4_000

type Rule = PolicyData['rules'][number]

const known = new WeakMap<ReplayPolicy, ReportedPolicy>()

/** A policy as a report carries it: without secrets, safe to print, and small. Policies never change: each is read once. */
export function reportedPolicy(policy: ReplayPolicy): ReportedPolicy {
  const before = known.get(policy)
  if (before !== undefined) return before
  const data = policy.toJSON()
  const reported = {
    hash: `sha256:${sha256(canonicalJson(data as unknown as JsonValue))}`,
    policy: printableJson(shortened(data) as unknown as JsonValue) as unknown as PolicyData,
  }
  known.set(policy, reported)
  return reported
}

function shortened(data: PolicyData): PolicyData {
  return {
    ...data,
    rules: data.rules.map(shortenedRule),
    ...(data.overrides === undefined
      ? {}
      : { overrides: data.overrides.map((one) => ({ ...one, rules: one.rules.map(shortenedRule) })) }),
  }
}

/** What is expected may be long, or a secret. */
function shortenedRule({ expected, ...rule }: Rule): Rule {
  if (expected === undefined) return rule
  const text = canonicalJson(expected)
  if (text.length > MOST) return { ...rule, code: `sha256:${sha256(text).slice(0, 16)}` }
  return {
    ...rule,
    expected: redactJson(expected, redactor(), /[^.[\]'"]+(?=['"\]]*$)/.exec(rule.field)?.[0]),
  }
}

function sha256(text: string): string {
  return nodeCrypto.createHash('sha256').update(text).digest('hex')
}
