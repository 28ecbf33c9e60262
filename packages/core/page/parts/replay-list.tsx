import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { NamedRow } from '../state/named-rows.js'
import { outcomeOf, toneOf } from '../state/outcome.js'
import { changedRoute, formatRoute, type Route } from '../state/route.js'
import { duration } from './numbers.js'

/** Height of one row in CSS pixels, as the style has it. */
const ROW = 58
/** Rows drawn beyond what is in sight. */
const SPARE = 12

/** All rows to scroll through, of which only those in sight are there. */
export function ReplayList({ rows, route }: { readonly rows: readonly NamedRow[]; readonly route: Route }) {
  const ref = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [height, setHeight] = useState(800)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = (): void => {
      setHeight(element.clientHeight)
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [])
  useLayoutEffect(() => {
    const index = rows.findIndex(({ key }) => key === route.replay)
    const element = ref.current
    if (index === -1 || element === null) return
    const [start, end] = [index * ROW, (index + 1) * ROW]
    if (start < element.scrollTop) element.scrollTop = start
    else if (end > element.scrollTop + element.clientHeight) element.scrollTop = end - element.clientHeight
    setTop(element.scrollTop)
  }, [rows, route.replay])

  const first = Math.max(0, Math.floor(top / ROW) - SPARE)
  const last = Math.min(rows.length, Math.ceil((top + height) / ROW) + SPARE)
  return (
    <div
      class="list"
      ref={ref}
      onScroll={({ currentTarget }) => {
        setTop(currentTarget.scrollTop)
      }}
    >
      {rows.length === 0 && <p class="empty">No replay fits these filters.</p>}
      <ol style={{ height: `${rows.length * ROW}px` }}>
        {rows.slice(first, last).map((named, offset) => {
          const index = first + offset
          return (
            <li
              key={named.key}
              style={{ transform: `translateY(${index * ROW}px)` }}
              aria-posinset={index + 1}
              aria-setsize={rows.length}
            >
              <Item named={named} route={route} />
            </li>
          )
        })}
      </ol>
    </div>
  )
}

function Item({ named: { row, key }, route }: { readonly named: NamedRow; readonly route: Route }) {
  const outcome = outcomeOf(row)
  const about = [row.functionName, row.policy ?? row.test].filter((fact) => fact !== undefined)
  return (
    <a
      href={formatRoute(changedRoute(route, { replay: key }))}
      class={`item ${row.ok ? 'is-ok' : 'is-failed'}`}
      aria-current={route.replay === key ? 'true' : undefined}
    >
      <span class={`dot tone-${toneOf(outcome)}`} aria-hidden="true" />
      <span class="name">{row.id}</span>
      <span class={`verdict text-${toneOf(outcome)}`}>
        {outcome}
        {row.ok && outcome !== 'match' && row.kind === 'replayed' ? ', as expected' : ''}
        {row.flaky !== undefined && <span class="flaky">flaky</span>}
      </span>
      <span class="about">{about.join(' · ')}</span>
      <span class="time">{row.kind === 'not-made' ? '' : duration(row.executionTimeMs)}</span>
    </a>
  )
}
