import type {
  HtmlReportOptions,
  PastRun,
  ReportedRow,
  RowSnapshots,
  RunReport,
} from '@retrial/core/reporting'
import type { Effect } from '../../src/snapshot/types.js'
import { sampleSnapshot } from '../../src/store/testing/sample-snapshot.js'

/** A report and what goes with it. */
export interface SampleRun {
  readonly report: RunReport
  readonly options: HtmlReportOptions
}

const OLD_REPLY =
  'Dear Anna Berg,\n\nthank you for writing to us about your refund. We have approved your refund of 129.00 EUR.\n\nKind regards'
const NEW_REPLY =
  'Dear Anna Berg,\n\nthank you for writing to us about your order. We have declined your refund of 129.00 EUR.\n\nKind regards'

const TAPE: readonly Effect[] = [
  {
    kind: 'call',
    name: 'crm.customer',
    args: ['c-1001'],
    value: { tier: 'gold', since: 2019 },
    durationMs: 12,
  },
  {
    kind: 'http',
    request: {
      method: 'POST',
      url: 'https://api.openai.com/v1/chat/completions',
      body: { json: { model: 'gpt-5.4-mini', messages: [{ role: 'user', content: 'Refund?\nPlease.' }] } },
    },
    response: {
      status: 200,
      statusText: 'OK',
      headers: {},
      chunks: [{ json: { choices: [{ message: { content: 'refund' } }] } }],
    },
    end: 'done',
    durationMs: 640,
  },
]

/** A run in which one of each sort of thing happened: a violation, a miss, a mismatch, and some that held. */
export function sampleRun(): SampleRun {
  const rows: ReportedRow[] = [
    held('refunds/late-return', 'triage', 'steady', 'refunds'),
    {
      ...held('replies/gold-customer', 'draft-reply', 'polite', 'replies'),
      ...{ verdict: 'violation', outputsMatch: false, ok: false, executionTimeMs: 910 },
      details: ['output.reply: "… your [-refund-]{+order+} …"  (exactMatch(output.reply))'],
      violations: [
        {
          ...{ ruleName: 'semanticSimilarity(output.reply)', comparator: 'semanticSimilarity' },
          ...{ kind: 'rule-broken', field: 'output.reply', expected: 'at least 0.8', actual: '0.61' },
          ...{ score: 0.61, threshold: 0.8, message: 'output.reply is not alike enough' },
        },
      ],
      changes: [
        { fieldPath: 'output.reply', changeType: 'modified', oldValue: '"Dear"', newValue: '"Dear"' },
      ],
      scores: [
        { field: 'output.reply', score: 0.61, threshold: 0.8, scorer: 'lexical-trigram@1', guard: 'full' },
      ],
    },
    {
      ...held('refunds/gold-customer', 'triage', 'steady', 'refunds'),
      ...{ verdict: 'miss', outputsMatch: null, ok: false, executionTimeMs: 14 },
      details: ['POST https://api.openai.com/v1/chat/completions is not in the recording (NO_MATCH).'],
      misses: [
        {
          ...{ kind: 'NO_MATCH', asked: 'POST https://api.openai.com/v1/chat/completions', position: 2 },
          message: 'POST https://api.openai.com/v1/chat/completions is not in the recording (NO_MATCH).',
          nearest: {
            position: 2,
            changes: [
              {
                ...{ fieldPath: 'request.body.model', changeType: 'modified' },
                ...{ oldValue: '"gpt-5.4-mini"', newValue: '"gpt-5.4-nano"' },
              },
            ],
          },
        },
      ],
    },
    {
      ...held('bugs/crash-on-login', 'triage', undefined, 'bugs'),
      ...{ verdict: 'mismatch', outputsMatch: false, ok: false },
      details: ['output.label: "bug" → "question"'],
      changes: [
        { fieldPath: 'output.label', changeType: 'modified', oldValue: '"bug"', newValue: '"question"' },
        { fieldPath: 'output.urgent', changeType: 'added', newValue: 'true' },
      ],
    },
    held('questions/opening-hours', 'triage', 'steady', 'questions'),
    held('replies/rude-courier', 'draft-reply', 'polite', 'replies'),
  ]
  return { report: reportOf(rows), options: { snapshots: rows.map(snapshotsOf), history: sampleHistory() } }
}

/** A run of many replays, each with a recording and a tape; every tenth did not hold. */
export function largeRun(count: number): SampleRun {
  const decisions = ['triage', 'draft-reply', 'summarise', 'route', 'classify']
  const rows = Array.from({ length: count }, (_, index): ReportedRow => {
    const row = held(`case/${index}`, decisions[index % 5] ?? '', 'steady', `topic-${index % 20}`)
    if (index % 10 !== 0) return { ...row, executionTimeMs: 5 + (index % 900) }
    return {
      ...row,
      ...{ verdict: 'violation', outputsMatch: false, ok: false },
      details: [`output.label: "label ${index}" → "label ${index + 1}"  (exactMatch(output.label))`],
      changes: [
        {
          ...{ fieldPath: 'output.label', changeType: 'modified' },
          ...{ oldValue: `"label ${index}"`, newValue: `"label ${index + 1}"` },
        },
      ],
    }
  })
  return { report: reportOf(rows), options: { snapshots: rows.map(snapshotsOf), history: sampleHistory() } }
}

function reportOf(rows: readonly ReportedRow[]): RunReport {
  return {
    format: 'retrial-report/1',
    runner: 'vitest',
    createdAt: '2026-03-01T10:00:00.000Z',
    environment: {
      ...{ retrial: '0.1.0', node: '20.20.2', runner: '4.1.12', platform: 'linux', arch: 'x64', ci: false },
    },
    commit: { id: '0ca8427d0b7a1f7b9a1d2c3e4f5061728394a5b6', branch: 'main', changed: true },
    runMode: 'auto',
    policies: [
      {
        hash: 'sha256:steady',
        policy: { name: 'steady', rules: [{ field: 'output.label', comparator: 'exactMatch' }] },
      },
    ],
    files: [{ file: 'test/triage.test.ts', whole: true }],
    rows,
  }
}

function held(id: string, decision: string, policy: string | undefined, topic: string): ReportedRow {
  return {
    ...{ kind: 'replayed', id, store: 'dir:decisions', verdict: 'match', outputsMatch: true, ok: true },
    functionName: decision,
    ...(policy === undefined ? {} : { policy, policyHash: `sha256:${policy}` }),
    ...{ effects: 'recorded', mode: 'tolerant', executionTimeMs: 480, totalTokens: 119, details: [] },
    baseline: {
      hash: 'sha256:0000',
      createdAt: '2026-02-01T10:00:00.000Z',
      tags: { topic },
      executionTimeMs: 500 + (id.length % 7) * 90,
      totalTokens: 119,
      model: { name: 'gpt-5.4-mini', provider: 'openai', parametersHash: 'sha256:1' },
    },
    ...{ test: 'every recorded decision still holds', file: 'test/triage.test.ts' },
    location: { line: 12, column: 3 },
    scores: [
      { field: 'output.reply', score: 0.97, threshold: 0.8, scorer: 'lexical-trigram@1', guard: 'full' },
    ],
  }
}

function snapshotsOf({ id, ok, store = '', verdict }: ReportedRow): RowSnapshots {
  const outputOf = (reply: string, label: string) => ({
    outputs: [{ name: 'result', value: { reply, label, items: [1, 2, 3] }, dataType: 'object' }],
  })
  return {
    ...{ id, store },
    recorded: sampleSnapshot(id, { ...outputOf(OLD_REPLY, 'refund'), effects: [...TAPE] }),
    ...(ok || verdict === 'miss' ? {} : { replayed: sampleSnapshot(id, outputOf(NEW_REPLY, 'refund')) }),
  }
}

function sampleHistory(): PastRun[] {
  return Array.from({ length: 18 }, (_, index) => ({
    createdAt: new Date(Date.UTC(2026, 1, 10 + index)).toISOString(),
    verdicts: { match: index % 5 === 0 ? 5 : 6, violation: index % 5 === 0 ? 1 : 0 },
    held: index % 5 === 0 ? 5 : 6,
    failed: index % 5 === 0 ? 1 : 0,
    outcomes: [lateReturn(index % 5 !== 0)],
  }))
}

/** One that holds in one run and not in the next. */
function lateReturn(ok: boolean): PastRun['outcomes'][number] {
  const { id, store = '', policy = '', baseline } = held('refunds/late-return', 'triage', 'steady', 'refunds')
  const verdict = ok ? 'match' : 'violation'
  return { id, store, policy, baseline: baseline?.hash ?? '', verdict, ok, executionTimeMs: 480 }
}
