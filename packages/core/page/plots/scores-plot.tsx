import { counted } from '../parts/numbers.js'
import type { NamedRow } from '../state/named-rows.js'
import { Plot } from './plot.js'
import { linearScale } from './scale.js'

const LANE = 40
const [RIGHT, TOP, BOTTOM] = [16, 4, 24] as const
/** Decisions that have a lane; the rest is counted. */
const MOST_LANES = 6

interface Lane {
  readonly name: string
  readonly scores: { score: number; threshold: number }[]
}

/** How alike texts were, a lane for each decision, with the smallest scores that are enough. */
export function ScoresPlot({ rows }: { readonly rows: readonly NamedRow[] }) {
  const all = lanesOf(rows)
  const scores = all.flatMap((lane) => lane.scores)
  if (scores.length === 0) return null
  const lanes = all.slice(0, MOST_LANES)
  const short = scores.filter(({ score, threshold }) => score < threshold).length
  const more = all.length - lanes.length
  const summary = `${counted(scores.length, 'score')}, ${short === 0 ? 'none' : short} below what is enough.${more === 0 ? '' : ` ${counted(more, 'decision')} not drawn.`}`
  const low = scores.reduce((least, { score, threshold }) => Math.min(least, score, threshold), 1)
  const from = Math.max(0, Math.floor((low - 0.02) * 10) / 10)
  const height = TOP + lanes.length * LANE + BOTTOM
  return (
    <Plot title="Similarity against what is enough" summary={summary} height={height}>
      {(width) => {
        const x = linearScale([from, 1], [12, width - RIGHT])
        const ticks = [from, (from + 1) / 2, 1]
        return (
          <g>
            {ticks.map((tick) => (
              <g key={tick}>
                <path class="grid" d={`M${x(tick)} ${TOP}V${height - BOTTOM}`} />
                <text x={x(tick)} y={height - 8} text-anchor="middle">
                  {Number(tick.toFixed(2))}
                </text>
              </g>
            ))}
            {lanes.map((lane, index) => (
              <LaneMarks key={lane.name} lane={lane} top={TOP + index * LANE} x={x} left={x(from)} />
            ))}
          </g>
        )
      }}
    </Plot>
  )
}

interface MarksProps {
  readonly lane: Lane
  readonly top: number
  readonly left: number
  readonly x: (value: number) => number
}

function LaneMarks({ lane: { name, scores }, top, left, x }: MarksProps) {
  const middle = top + 26
  const dots = (enough: boolean): string =>
    scores
      .filter(({ score, threshold }) => score >= threshold === enough)
      .map(({ score }) => `M${x(score).toFixed(1)} ${middle}h0`)
      .join('')
  return (
    <g>
      <text class="lane" x={left} y={top + 12}>
        {name.length > 40 ? `${name.slice(0, 39)}…` : name}
      </text>
      <path class="rail" d={`M${left} ${middle}H${x(1)}`} />
      <path class="points is-ok" d={dots(true)} />
      <path class="points is-failed" d={dots(false)} />
      {[...new Set(scores.map(({ threshold }) => threshold))].map((threshold) => (
        <path key={threshold} class="threshold" d={`M${x(threshold)} ${middle - 9}v18`} />
      ))}
    </g>
  )
}

function lanesOf(rows: readonly NamedRow[]): Lane[] {
  const lanes = new Map<string, Lane>()
  for (const { row } of rows) {
    const name = row.functionName ?? row.id
    for (const score of row.scores ?? []) {
      const lane = lanes.get(name) ?? { name, scores: [] }
      lanes.set(name, lane)
      lane.scores.push(score)
    }
  }
  return [...lanes.values()]
}
