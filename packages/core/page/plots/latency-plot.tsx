import { useState } from 'preact/hooks'
import { duration, percentile } from '../parts/numbers.js'
import type { NamedRow } from '../state/named-rows.js'
import type { Go } from '../state/use-route.js'
import { Plot } from './plot.js'
import { decades, logScale, type Scale } from './scale.js'

const HEIGHT = 240
const [LEFT, RIGHT, TOP, BOTTOM] = [56, 12, 8, 32] as const
/** Times below a hundredth of a millisecond are one. */
const LEAST_MS = 0.01
/** How near the pointer must be, in pixels. */
const REACH = 24

interface Point {
  readonly named: NamedRow
  readonly recorded: number
  readonly replayed: number
}

/** How long each decision took when it was recorded, and in its replay; on the line they are equal. */
export function LatencyPlot({ rows, go }: { readonly rows: readonly NamedRow[]; readonly go: Go }) {
  const [near, setNear] = useState<Point>()
  const points = rows.flatMap((named): Point[] => {
    const { kind, executionTimeMs, baseline } = named.row
    const recorded = baseline?.executionTimeMs
    return kind !== 'replayed' || recorded === undefined
      ? []
      : [{ named, recorded, replayed: executionTimeMs }]
  })
  if (points.length === 0) return null
  const { domain, ticks } = decades(
    points.flatMap(({ recorded, replayed }) => [recorded, replayed]),
    LEAST_MS,
  )
  const summary =
    near === undefined
      ? `Recorded ${p50p95(points.map(({ recorded }) => recorded))}; replayed ${p50p95(points.map(({ replayed }) => replayed))}.`
      : `${near.named.row.id}: recorded ${duration(near.recorded)}, replayed ${duration(near.replayed)}`
  return (
    <Plot title="Time, recorded and replayed" summary={summary} height={HEIGHT}>
      {(width) => {
        const x = logScale(domain, [LEFT, width - RIGHT])
        const y = logScale(domain, [HEIGHT - BOTTOM, TOP])
        const find = (event: PointerEvent | MouseEvent): Point | undefined =>
          nearest(points, x, y, event.offsetX, event.offsetY)
        return (
          <g
            onPointerMove={(event) => {
              setNear(find(event))
            }}
            onPointerLeave={() => {
              setNear(undefined)
            }}
            onClick={(event) => {
              const point = find(event)
              if (point !== undefined) go({ replay: point.named.key })
            }}
          >
            <rect
              class="ground"
              x={LEFT}
              y={TOP}
              width={Math.max(0, width - LEFT - RIGHT)}
              height={HEIGHT - TOP - BOTTOM}
            />
            {ticks.map((tick) => (
              <g key={tick}>
                <path
                  class="grid"
                  d={`M${x(tick)} ${TOP}V${HEIGHT - BOTTOM}M${LEFT} ${y(tick)}H${width - RIGHT}`}
                />
                <text
                  x={x(tick)}
                  y={HEIGHT - BOTTOM + 16}
                  text-anchor={x(tick) > width - 24 ? 'end' : 'middle'}
                >
                  {short(tick)}
                </text>
                <text x={LEFT - 8} y={y(tick) + 4} text-anchor="end">
                  {short(tick)}
                </text>
              </g>
            ))}
            <path class="equal" d={`M${x(domain[0])} ${y(domain[0])}L${x(domain[1])} ${y(domain[1])}`} />
            <path class="points is-ok" d={dots(points, x, y, true)} />
            <path class="points is-failed" d={dots(points, x, y, false)} />
            {near !== undefined && <circle class="near" cx={x(near.recorded)} cy={y(near.replayed)} r="6" />}
            <text class="axis" x={width - RIGHT - 6} y={HEIGHT - BOTTOM - 8} text-anchor="end">
              recorded →
            </text>
            <text class="axis" x={LEFT + 8} y={TOP + 16}>
              ↑ replayed
            </text>
          </g>
        )
      }}
    </Plot>
  )
}

function p50p95(times: number[]): string {
  times.sort((a, b) => a - b)
  return `p50 ${duration(percentile(times, 0.5) ?? 0)}, p95 ${duration(percentile(times, 0.95) ?? 0)}`
}

function short(ms: number): string {
  return ms >= 1_000 ? `${ms / 1_000} s` : `${Number(ms.toPrecision(1))} ms`
}

/** All of one colour are one path of lines without length, whose round ends are the dots. */
function dots(points: readonly Point[], x: Scale, y: Scale, ok: boolean): string {
  return points
    .filter(({ named }) => named.row.ok === ok)
    .map(({ recorded, replayed }) => `M${x(recorded).toFixed(1)} ${y(replayed).toFixed(1)}h0`)
    .join('')
}

function nearest(points: readonly Point[], x: Scale, y: Scale, left: number, top: number): Point | undefined {
  let [best, distance]: [Point | undefined, number] = [undefined, REACH]
  for (const point of points) {
    const away = Math.hypot(x(point.recorded) - left, y(point.replayed) - top)
    if (away < distance) [best, distance] = [point, away]
  }
  return best
}
