import type { ReportedFile, ReportedPolicy, ReportedRow } from './run-report.js'

/** Rows in an order that does not depend on which test ended first. Those of one assertion stay as they came. */
export function rowsInOrder<Row extends ReportedRow>(rows: readonly Row[]): Row[] {
  return sorted(rows, ({ file, project, test, store, id }) => [file, project, test, store, id])
}

export function filesInOrder(files: readonly ReportedFile[]): ReportedFile[] {
  return sorted(files, ({ file, project }) => [file, project])
}

/** Each policy once. */
export function policiesInOrder(policies: readonly ReportedPolicy[]): ReportedPolicy[] {
  const byHash = new Map(policies.map((policy) => [policy.hash, policy]))
  return sorted([...byHash.values()], ({ hash, policy: { name } }) => [name, hash])
}

/** By code units, as every machine does it; what is absent comes first. Stable. */
function sorted<T>(items: readonly T[], keyOf: (item: T) => readonly (string | undefined)[]): T[] {
  return items
    .map((item) => ({ item, key: keyOf(item) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ item }) => item)
}

function compare(a: readonly (string | undefined)[], b: readonly (string | undefined)[]): number {
  // Without an iterator, which takes longer than comparing.
  for (let index = 0; index < a.length; index++) {
    const [one, other] = [a[index] ?? '', b[index] ?? '']
    if (one !== other) return one < other ? -1 : 1
  }
  return 0
}
