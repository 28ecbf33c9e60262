import { useMemo } from 'preact/hooks'
import type { ReportPageData } from '../../src/reporting/html/report-page-data.js'
import type { NamedRow } from '../state/named-rows.js'
import type { Route } from '../state/route.js'
import type { Go } from '../state/use-route.js'
import { DecisionsPlot } from './decisions-plot.js'
import { Figures } from './figures.js'
import { HistoryPlot } from './history-plot.js'
import { LatencyPlot } from './latency-plot.js'
import { ScoresPlot } from './scores-plot.js'
import { thisRun } from './this-run.js'

interface Props {
  readonly data: ReportPageData
  readonly rows: readonly NamedRow[]
  readonly route: Route
  readonly go: Go
}

/** The run in figures and drawings. */
export function Overview({ data, rows, route, go }: Props) {
  const runs = useMemo(() => [...data.history, thisRun(data)], [data])
  return (
    <div class="overview">
      <h2 class="unseen">Overview</h2>
      <Figures rows={data.rows} />
      <div class="plots">
        <DecisionsPlot rows={rows} route={route} />
        <LatencyPlot rows={rows} go={go} />
        <ScoresPlot rows={rows} />
        <HistoryPlot runs={runs} />
      </div>
    </div>
  )
}
