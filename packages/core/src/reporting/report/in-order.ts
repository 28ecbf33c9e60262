import type { ReportedFile, ReportedPolicy, ReportedRow } from './run-report.js'

/** Rows in an order that does not depend on which test ended first. Those of one assertion stay as they came. */
export function rowsInOrder<Row extends ReportedRow>(rows: readonly Row[]): Row[] {
  return rows.toSorted(
    (a, b) =>
      compare(a.file, b.file) ||
      compare(a.project, b.project) ||
      compare(a.test, b.test) ||
      compare(a.store, b.store) ||
      compare(a.id, b.id),
  )
}

export function filesInOrder(files: readonly ReportedFile[]): ReportedFile[] {
  return files.toSorted((a, b) => compare(a.file, b.file) || compare(a.project, b.project))
}

/** Each policy once. */
export function policiesInOrder(policies: readonly ReportedPolicy[]): ReportedPolicy[] {
  const byHash = new Map(policies.map((policy) => [policy.hash, policy]))
  return [...byHash.values()].sort((a, b) => compare(a.policy.name, b.policy.name) || compare(a.hash, b.hash))
}

/** By code units, as every machine does it; what is absent comes first. */
function compare(a = '', b = ''): number {
  return a === b ? 0 : a < b ? -1 : 1
}
