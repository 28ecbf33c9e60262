import { useState } from 'preact/hooks'
import type { ReportPageData } from '../../src/reporting/html/report-page-data.js'
import { applyTheme, nextTheme, storedTheme } from '../state/theme.js'
import { moment } from './numbers.js'

/** What run this is, and what the page itself can do. */
export function PageHeader({
  run,
  onHelp,
}: {
  readonly run: ReportPageData['run']
  readonly onHelp: () => void
}) {
  const [theme, setTheme] = useState(storedTheme)
  const { environment, commit, shard, runMode } = run
  const facts = [
    moment(run.createdAt),
    `${run.runner}${environment?.runner === undefined ? '' : ` ${environment.runner}`}`,
    commit &&
      `${commit.branch === undefined ? '' : `${commit.branch} `}@ ${commit.id.slice(0, 8)}${commit.changed ? ', changed since' : ''}`,
    environment && `Node.js ${environment.node} on ${environment.platform}${environment.ci ? ', CI' : ''}`,
    runMode && `mode ${runMode}`,
    shard && `shard ${shard.index} of ${shard.count}`,
  ].filter((fact) => fact !== undefined)
  return (
    <header class="top">
      <h1 class="brand">
        <a href="#">
          <span class="logo" aria-hidden="true" />
          Retrial
        </a>
      </h1>
      <ul class="facts">
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
      <div class="tools">
        <button
          type="button"
          class="quiet"
          onClick={() => {
            const next = nextTheme(theme)
            applyTheme(next)
            setTheme(next)
          }}
        >
          Theme: {theme}
        </button>
        <button type="button" class="quiet" onClick={onHelp} aria-label="Keys and help">
          ?
        </button>
      </div>
    </header>
  )
}
