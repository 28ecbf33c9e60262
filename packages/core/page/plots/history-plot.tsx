import type { PagePastRun } from '../../src/reporting/html/report-page-data.js'
import { count, counted, moment } from '../parts/numbers.js'
import { OUTCOMES, toneOf } from '../state/outcome.js'
import { Plot } from './plot.js'
import { linearScale } from './scale.js'

const HEIGHT = 140
const [TOP, BOTTOM] = [8, 24] as const
/** The runs that are drawn, the last ones. */
const MOST = 60
const WIDEST = 28

/** What the runs before this one came to, and this one, a column each. */
export function HistoryPlot({ runs }: { readonly runs: readonly PagePastRun[] }) {
  const shown = runs.slice(-MOST)
  const [first, last] = [shown[0], shown.at(-1)]
  if (first === undefined || last === undefined || shown.length < 2) return null
  const sizes = shown.map(({ verdicts }) => Object.values(verdicts).reduce((sum, size) => sum + size, 0))
  const most = Math.max(...sizes, 1)
  const red = shown.filter(({ failed }) => failed > 0).length
  const summary = `${red === 0 ? 'None' : count(red)} of the last ${counted(shown.length, 'run')} failed.`
  return (
    <Plot title="Runs on this machine" summary={summary} height={HEIGHT}>
      {(width) => {
        const step = Math.min(WIDEST, width / shown.length)
        const y = linearScale([0, most], [HEIGHT - BOTTOM, TOP])
        return (
          <g>
            <path class="grid" d={`M0 ${HEIGHT - BOTTOM + 0.5}H${width}`} />
            {shown.map((run, index) => (
              <Column key={index} run={run} left={index * step + 1} width={Math.max(1, step - 3)} y={y} />
            ))}
            <text x={0} y={HEIGHT - 6}>
              {moment(first.createdAt).split(',')[0]}
            </text>
            <text x={width} y={HEIGHT - 6} text-anchor="end">
              most: {count(most)}
            </text>
          </g>
        )
      }}
    </Plot>
  )
}

interface ColumnProps {
  readonly run: PagePastRun
  readonly left: number
  readonly width: number
  readonly y: (value: number) => number
}

function Column({ run, left, width, y }: ColumnProps) {
  let below = 0
  // What held is at the bottom, so that failures stand out at the top.
  const parts = [...OUTCOMES].reverse().flatMap((outcome) => {
    const size = outcome === 'recorded' || outcome === 'updated' ? 0 : (run.verdicts[outcome] ?? 0)
    if (size === 0) return []
    const part = { outcome, top: y(below + size), height: y(below) - y(below + size) }
    below += size
    return [part]
  })
  return (
    <g>
      <title>{`${moment(run.createdAt)}: ${run.failed === 0 ? 'all held' : `${run.failed} failed`}`}</title>
      {parts.map(({ outcome, top, height }) => (
        <rect
          key={outcome}
          class={`fill-${toneOf(outcome)}`}
          x={left}
          y={top}
          width={width}
          height={Math.max(1, height)}
        />
      ))}
    </g>
  )
}
