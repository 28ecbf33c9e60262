import type { RunReport } from '../../reporting/report/run-report.js'
import type { DecisionSnapshot } from '../../snapshot/types.js'
import type { Evidence, KnownBaseline } from '../evidence.js'

/** Evidence whose stores stay open for diffs until it is closed. */
export interface OpenEvidence extends Evidence {
  readonly close: () => Promise<void>
}

/** Evidence of one side while it is brought together from one or several places. */
export class Gather {
  readonly names: string[] = []
  readonly problems: string[] = []
  readonly notes: string[] = []
  private report: RunReport | undefined
  private baselines: KnownBaseline[] | undefined
  private readonly snapshots = new Map<string, (id: string) => DecisionSnapshot | undefined>()
  private readonly closers: (() => Promise<void> | void)[] = []

  addReport(report: RunReport): void {
    if (this.report === undefined) this.report = report
    else this.problems.push('there are two reports: merge those of one run first, retrial merge')
  }

  addBaselines(
    store: string,
    baselines: readonly KnownBaseline[],
    snapshot: (id: string) => DecisionSnapshot | undefined,
  ): void {
    if (this.snapshots.has(store)) this.problems.push(`there are two stores for ${store}`)
    this.baselines = [...(this.baselines ?? []), ...baselines]
    this.snapshots.set(store, snapshot)
  }

  get knownReport(): RunReport | undefined {
    return this.report
  }

  whenClosed(close: () => Promise<void> | void): void {
    this.closers.push(close)
  }

  done(unnamed: string): OpenEvidence {
    const { report, baselines, problems, notes, names } = this
    return {
      name: names.length === 0 ? unnamed : names.join(' + '),
      ...(report === undefined ? {} : { report }),
      ...(baselines === undefined ? {} : { baselines }),
      ...(problems.length === 0 ? {} : { problems }),
      ...(notes.length === 0 ? {} : { notes }),
      snapshot: (store, id) => {
        try {
          return this.snapshots.get(store)?.(id)
        } catch {
          // A diff that cannot be shown is no reason to judge otherwise: the hashes are known.
          return undefined
        }
      },
      close: async () => {
        for (const close of this.closers) await close()
      },
    }
  }
}
