import { useMemo, useRef, useState } from 'preact/hooks'
import type { ReportPageData } from '../src/reporting/html/report-page-data.js'
import { ReplayDetail } from './detail/replay-detail.js'
import { FilterBar } from './parts/filter-bar.js'
import { HelpDialog } from './parts/help-dialog.js'
import { PageHeader } from './parts/page-header.js'
import { ReplayList } from './parts/replay-list.js'
import { VerdictBar } from './parts/verdict-bar.js'
import { Overview } from './plots/overview.js'
import { choicesOf } from './state/choices.js'
import { filterRows } from './state/filter-rows.js'
import { namedRows } from './state/named-rows.js'
import { useKeys } from './state/use-keys.js'
import { useRoute } from './state/use-route.js'

/** The whole page: what the run came to above, what can be chosen at the left, what was chosen at the right. */
export function App({ data }: { readonly data: ReportPageData }) {
  const [route, go] = useRoute()
  const [help, setHelp] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const rows = useMemo(() => namedRows(data.rows), [data])
  const choices = useMemo(() => choicesOf(rows), [rows])
  const listed = useMemo(
    () => filterRows(rows, route),
    [rows, route.search, route.decision, route.policy, route.verdict, route.tag],
  )
  const open = useMemo(() => rows.find(({ key }) => key === route.replay), [rows, route.replay])

  const step = (by: number): void => {
    const index = listed.findIndex(({ key }) => key === route.replay)
    const next = listed[index === -1 ? (by > 0 ? 0 : listed.length - 1) : index + by]
    if (next !== undefined) go({ replay: next.key })
  }
  useKeys({
    j: () => {
      step(1)
    },
    k: () => {
      step(-1)
    },
    '/': () => search.current?.focus(),
    Enter: () => {
      if (open === undefined) step(1)
      // The heading may be about to appear.
      setTimeout(() => heading.current?.focus())
    },
    '?': () => {
      setHelp(true)
    },
    Escape: () => {
      if (help) setHelp(false)
      else if (document.activeElement === search.current && search.current?.value !== '')
        go({ search: undefined })
      else if (route.replay !== undefined) go({ replay: undefined })
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    },
  })

  return (
    <>
      <PageHeader
        run={data.run}
        onHelp={() => {
          setHelp(true)
        }}
      />
      <main class={route.replay === undefined ? 'page' : 'page is-open'}>
        <VerdictBar data={data} route={route} />
        <div class="panes">
          <section class="side" aria-label="Replays">
            <FilterBar
              choices={choices}
              route={route}
              go={go}
              searchRef={search}
              shown={listed.length}
              all={rows.length}
            />
            <ReplayList rows={listed} route={route} />
          </section>
          <section class="content" aria-label={route.replay === undefined ? 'Overview' : 'Replay'}>
            {route.replay === undefined ? (
              <Overview data={data} rows={rows} route={route} go={go} />
            ) : (
              <ReplayDetail
                key={route.replay}
                named={open}
                data={data}
                route={route}
                headingRef={heading}
                listed={listed}
              />
            )}
          </section>
        </div>
      </main>
      {help && (
        <HelpDialog
          onClose={() => {
            setHelp(false)
          }}
        />
      )}
    </>
  )
}
