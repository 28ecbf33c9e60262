import type { PolicyData } from '../../policy/index.js'
import type { RunMode } from '../../run-mode.js'
import type { TestedRow } from '../run-summary.js'

export const REPORT_FORMAT = 'retrial-report/1'

/** What one run came to, as a file that others can be merged with: JSON only, every text in it safe to print. */
export interface RunReport {
  readonly format: typeof REPORT_FORMAT
  /** What made the run: a test runner, or `retrial replay`. */
  readonly runner: 'vitest' | 'jest' | 'cli'
  /** When the run ended, ISO 8601. */
  readonly createdAt: string
  /** What the run was made with. */
  readonly environment?: RunEnvironment
  /** The commit that was checked out, where the project is in git. */
  readonly commit?: RunCommit
  readonly runMode?: RunMode
  /** The policies that rows name by `policyHash`, each once, in the order of their names. */
  readonly policies?: readonly ReportedPolicy[]
  /** Which part of a run this is, where it is one. */
  readonly shard?: Shard
  /** How many shards there are, in a merge that lacks some of them: the others can still be merged in. */
  readonly shardCount?: number
  /** Shards that a merge was given no report of: what they would have found is unknown. */
  readonly missingShards?: readonly number[]
  /** How many test files there are to run, where the runner knows; `files` are those that ran. */
  readonly testFiles?: number
  /** Why the test files are not all there are, where that is so: `only some of the tests were asked for`. */
  readonly partial?: string
  readonly files: readonly ReportedFile[]
  readonly rows: readonly ReportedRow[]
}

export interface RunEnvironment {
  /** Versions: of `@retrial/core`, of Node.js and of the runner. */
  readonly retrial: string
  readonly node: string
  readonly runner?: string
  /** As in `process.platform` and `process.arch`. */
  readonly platform: string
  readonly arch: string
  readonly ci: boolean
}

export interface RunCommit {
  /** The whole hash. */
  readonly id: string
  readonly branch?: string
  /** Whether files that git tracks had changed since. */
  readonly changed: boolean
}

export interface ReportedPolicy {
  /** SHA-256 of its data, canonical: `sha256:…`. */
  readonly hash: string
  readonly policy: PolicyData
}

export interface Shard {
  /** From 1. */
  readonly index: number
  readonly count: number
}

/** A test file that ran. */
export interface ReportedFile {
  /** Relative to the root of the run, with `/`. */
  readonly file: string
  /** The project of the runner, where it has several. */
  readonly project?: string
  /** Of one of several projects that have no name: it may run in each. */
  readonly unnamed?: true
  /** From 2: in which of them, or of several of one name. Absent for the first. */
  readonly occurrence?: number
  /** Whether every test of it ran, and ran to its end: only then is it known which baselines it uses. */
  readonly whole: boolean
}

export interface ReportedRow extends TestedRow {
  /** From 2: which of several replays of the baseline in tests of one title, by one policy. Absent for the first. */
  readonly occurrence?: number
}

/** Baselines of a store. */
export interface NamedBaselines {
  readonly store: string
  readonly ids: readonly string[]
}
