import { policyFromFile } from './data/policy-from-file.js'
import { policyFromJson } from './data/policy-from-json.js'
import type { FieldsOf } from './fields-of.js'
import { ReplayPolicy } from './policy.js'

/**
 * Begins a policy: `policy('triage stays steady').exactMatch('output.label')`. `policy.fromJSON(data)` reads one from plain
 * data, `policy.fromFile(path)` from a JSON or YAML file.
 *
 * With the type of a decision, `policy<typeof triage>('…')`, a field that this does not return is an error of types.
 *
 * @param name what the policy is for, as messages and reports show it.
 * @throws UsageError `INVALID_POLICY` for an empty name, and in its methods for an unusable field.
 */
export const policy: {
  <D = unknown>(name: string): ReplayPolicy<FieldsOf<D>>
  fromJSON: typeof policyFromJson
  fromFile: typeof policyFromFile
} = Object.assign((name: string) => new ReplayPolicy(name), {
  fromJSON: policyFromJson,
  fromFile: policyFromFile,
})
