import type { RefObject } from 'preact'
import type { PageRecording, PageRow, ReportPageData } from '../../src/reporting/html/report-page-data.js'
import type { NamedRow } from '../state/named-rows.js'
import { outcomeOf, toneOf } from '../state/outcome.js'
import { changedRoute, formatRoute, type Route } from '../state/route.js'
import { Changes } from './changes.js'
import { Facts } from './facts.js'
import { Folded } from './folded.js'
import { Outcomes } from './outcomes.js'
import { Scores } from './scores.js'
import { Tape } from './tape.js'
import { TextBlock } from './text-block.js'
import { Violations } from './violations.js'

interface Props {
  /** Undefined where the address names none. */
  readonly named: NamedRow | undefined
  readonly data: ReportPageData
  readonly route: Route
  readonly headingRef: RefObject<HTMLHeadingElement | null>
  readonly listed: readonly NamedRow[]
}

/** Everything about one replay: the cause first, then what changed, then the evidence. */
export function ReplayDetail({ named, data, route, headingRef, listed }: Props) {
  const back = formatRoute(changedRoute(route, { replay: undefined }))
  if (named === undefined) {
    return (
      <article class="detail">
        <h2>No such replay</h2>
        <p>
          This run has none called <code>{route.replay}</code>. <a href={back}>To the overview</a>
        </p>
      </article>
    )
  }
  const { row } = named
  const recording = row.recording === undefined ? undefined : data.recordings[row.recording]
  // The cause: it belongs before everything else.
  const missed = (row.misses ?? []).length > 0
  const policy = data.policies.find(({ hash }) => hash === row.policyHash)
  return (
    <article class="detail">
      <nav class="steps" aria-label="Replays">
        <a href={back}>← Overview</a>
        <Neighbours listed={listed} open={named.key} route={route} />
      </nav>
      <header>
        <h2 ref={headingRef} tabIndex={-1}>
          {row.id}
        </h2>
        <Badge row={row} />
        <p class="where">{whereOf(row)}</p>
      </header>
      <Story row={row} />
      {missed && <Tape row={row} recording={recording} />}
      <Violations row={row} />
      <Changes row={row} recording={recording} />
      <Scores row={row} />
      <Facts row={row} />
      {recording !== undefined && (
        <>
          <Outcomes recording={recording} variant={row.acceptedVariant} />
          {!missed && <Tape row={row} recording={recording} />}
          <Folded title="Inputs">
            <TextBlock text={recording.inputs} label="Inputs" />
          </Folded>
          <MoreOfRecording recording={recording} />
        </>
      )}
      {row.details.length > 0 && (
        <Folded title="As the terminal says it">
          <TextBlock text={row.details.join('\n')} label="As the terminal says it" />
        </Folded>
      )}
      {policy !== undefined && (
        <Folded title={`Policy “${policy.name}”`}>
          <TextBlock text={policy.text} label="Policy" />
        </Folded>
      )}
    </article>
  )
}

/** The decision, what it was held to, and where. */
function whereOf({ functionName, policy, test, file, location }: PageRow): string {
  const line = location === undefined ? '' : `:${location.line}`
  return [functionName, policy, test, file === undefined ? undefined : `${file}${line}`]
    .filter((fact) => fact !== undefined)
    .join(' · ')
}

function Badge({ row }: { readonly row: PageRow }) {
  const outcome = outcomeOf(row)
  const held = row.kind === 'recorded' || row.kind === 'updated' ? '' : row.ok ? 'held' : 'did not hold'
  return (
    <p class="badges">
      <span class={`badge tone-${toneOf(outcome)}`}>{outcome}</span>
      {held !== '' && <span class="muted">{held}</span>}
      {row.trials !== undefined && (
        <span class="muted">
          {row.trials.passed} of {row.trials.total} trials, 95% between {percent(row.trials.interval[0])} and{' '}
          {percent(row.trials.interval[1])}
          {row.pass !== undefined && `; ${passText(row.pass)} must match`}
        </span>
      )}
      {row.flaky !== undefined && (
        <span>
          <span class="flaky">flaky</span>{' '}
          <span class="muted">
            failed in {row.flaky.failed} of its last {row.flaky.runs} runs
          </span>
        </span>
      )}
    </p>
  )
}

function passText(pass: NonNullable<PageRow['pass']>): string {
  return typeof pass === 'string' ? pass : percent(pass.rate)
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}

/** What the terminal says as well. Where its changes are shown in full, they are not said twice. */
function Story({ row }: { readonly row: PageRow }) {
  const { details, warnings = [], violations = [], changes = [] } = row
  const lines = violations.length + changes.length > 0 && row.verdict !== 'miss' ? [] : details
  const warned = [
    ...warnings,
    ...details.filter((line) => line.startsWith('warning: ') && !lines.includes(line)),
  ]
  if (lines.length + warned.length === 0) return null
  return (
    <section aria-label="What happened" class="story">
      {lines.length > 0 && <p class="lines">{lines.join('\n')}</p>}
      {warned.map((warning) => (
        <p key={warning} class="warning">
          {warning}
        </p>
      ))}
    </section>
  )
}

function MoreOfRecording({ recording }: { readonly recording: PageRecording }) {
  return (
    <>
      {recording.model !== undefined && (
        <Folded title="Model">
          <TextBlock text={recording.model} label="Model" />
        </Folded>
      )}
      {recording.determinism !== undefined && (
        <Folded title="Clock, chance and environment">
          <TextBlock text={recording.determinism} label="Clock, chance and environment" />
        </Folded>
      )}
    </>
  )
}

interface NeighbourProps {
  readonly listed: readonly NamedRow[]
  readonly open: string
  readonly route: Route
}

function Neighbours({ listed, open, route }: NeighbourProps) {
  const index = listed.findIndex(({ key }) => key === open)
  const link = (to: NamedRow | undefined, text: string) =>
    to === undefined ? null : <a href={formatRoute(changedRoute(route, { replay: to.key }))}>{text}</a>
  if (index === -1) return null
  return (
    <span class="neighbours">
      {link(listed[index - 1], 'Previous')}
      <span class="muted">
        {index + 1} / {listed.length}
      </span>
      {link(listed[index + 1], 'Next')}
    </span>
  )
}
