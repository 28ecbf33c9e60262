import type { PolicyData } from '../../policy/index.js'
import type { ReportedBaseline } from '../../reporting/replay-row.js'
import type { ReportedRow, RunReport } from '../../reporting/report/run-report.js'
import type { Evidence, KnownBaseline } from '../evidence.js'

const HASH = `sha256:${'a'.repeat(64)}`

/** What a recording is known to be. */
export function baselineFacts(more: Partial<ReportedBaseline> = {}): ReportedBaseline {
  return { hash: HASH, createdAt: '2026-01-01T00:00:00.000Z', tags: {}, ...more }
}

/** A replay of `id` that holds. */
export function replay(id: string, more: Partial<ReportedRow> = {}): ReportedRow {
  return {
    ...{ kind: 'replayed', id, store: 'dir:decisions', functionName: 'triage', verdict: 'match' },
    ...{ outputsMatch: true, ok: true, effects: 'recorded', mode: 'tolerant', executionTimeMs: 1 },
    ...{ details: [], test: `${id} holds`, file: 'triage.test.ts' },
    baseline: baselineFacts({ hash: `${HASH}${id}` }),
    ...more,
  }
}

/** One that does not. */
export function failing(id: string, more: Partial<ReportedRow> = {}): ReportedRow {
  const details = ['output.label: "refund" → "question"']
  return replay(id, { verdict: 'mismatch', ok: false, outputsMatch: false, details, ...more })
}

export function named(policy: PolicyData): { policy: string; policyHash: string } {
  return { policy: policy.name, policyHash: `sha256:${JSON.stringify(policy)}` }
}

/** A report of rows and the policies that they name by `named`. */
export function report(rows: readonly ReportedRow[], more: Partial<RunReport> = {}): RunReport {
  return {
    ...{ format: 'retrial-report/1', runner: 'vitest', createdAt: '2026-02-01T00:00:00.000Z', testFiles: 1 },
    policies: [...new Set(rows.flatMap(({ policyHash }) => policyHash ?? []))].map((hash) => ({
      hash,
      policy: (hash.startsWith('sha256:{')
        ? JSON.parse(hash.slice(7))
        : { name: hash, rules: [] }) as PolicyData,
    })),
    files: [{ file: 'triage.test.ts', whole: true }],
    rows,
    ...more,
  }
}

/** A recording of the store, as the replays of {@link replay} know it. */
export function stored(id: string, more: Partial<KnownBaseline> = {}): KnownBaseline {
  return {
    ...{ store: 'dir:decisions', id, functionName: 'triage' },
    ...baselineFacts({ hash: `${HASH}${id}` }),
    ...more,
  }
}

/** A side of which there is a report, and the recordings that it replayed. */
export function side(
  name: 'base' | 'head',
  rows: readonly ReportedRow[],
  more: Partial<Evidence> & { readonly run?: Partial<RunReport> } = {},
): Evidence {
  const { run, ...rest } = more
  const made = rows.filter(({ kind, verdict }) => kind !== 'not-made' && verdict !== 'missing')
  const baselines = made.map(({ id, store = '', functionName = '', baseline }) => ({
    ...{ store, id, functionName },
    ...(baseline ?? baselineFacts()),
  }))
  const createdAt = name === 'base' ? '2026-02-01T00:00:00.000Z' : '2026-02-02T00:00:00.000Z'
  return {
    name: `${name}.json`,
    report: report(rows, { createdAt, ...run }),
    baselines: [...new Map(baselines.map((one) => [JSON.stringify([one.store, one.id]), one])).values()],
    ...rest,
  }
}
