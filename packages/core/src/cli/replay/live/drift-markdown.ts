import { markdownText } from '../../../reporting/markdown/escape.js'
import type { Drift, DriftReport, Rate } from './drift-report.js'

/** Recordings and labels that are written out. */
const SHOWN = 50

/** The drift of a run to read, worst recordings first. */
export function driftMarkdown(report: DriftReport): string {
  const { recordings, decisions, stopped, left, spent, trials, scorer } = report
  const drifted = recordings
    .filter(({ consistency: { passed, total } }) => passed < total)
    .sort((a, b) => a.consistency.passed / a.consistency.total - b.consistency.passed / b.consistency.total)
  const shown = drifted.slice(0, SHOWN)
  return [
    `## Drift: ${drifted.length} of ${recordings.length} recordings did not hold`,
    '',
    ...(stopped === undefined ? [] : [`**Not all was judged: ${markdownText(stopped)}.**`, '']),
    ...(stopped === undefined && left > 0 ? [`**${left} recordings could not be read.**`, ''] : []),
    `${trials} ${trials === 1 ? 'trial' : 'trials'} each. This run: ${spent.calls} calls, ${shownNumber(spent.tokens)} tokens, ${dollars(spent.cost)}. Similarity by \`${scorer}\`.`,
    '',
    '| decision | trials that matched | recordings that held | similarity, least / median | tokens | cost of a call |',
    '| --- | --- | --- | --- | --- | --- |',
    ...decisions.map(
      (one) =>
        `| ${markdownText(one.functionName)} | ${rate(one.consistency)} | ${rate(one.held)} | ${facts(one)} |`,
    ),
    ...(shown.length === 0
      ? []
      : [
          '',
          '| recording | trials that matched | what came out otherwise | similarity, least / median | tokens | cost of a call |',
          '| --- | --- | --- | --- | --- | --- |',
          ...shown.map(
            (one) =>
              `| ${markdownText(one.id)} | ${rate(one.consistency)} | ${labels(one)} | ${facts(one)} |`,
          ),
        ]),
    ...(drifted.length > shown.length
      ? ['', `… and ${drifted.length - shown.length} more in drift.json`]
      : []),
    '',
  ].join('\n')
}

function facts({ similarity, tokens, cost }: Drift): string {
  const alike =
    similarity === undefined ? '–' : `${similarity.min.toFixed(2)} / ${similarity.median.toFixed(2)}`
  return [
    alike,
    `${shownNumber(tokens.recorded)} → ${shownNumber(tokens.live)}`,
    `${dollars(cost.recorded)} → ${dollars(cost.live)}`,
  ].join(' | ')
}

function labels({ labels: all }: Drift): string {
  const shown = all.slice(0, 3).map(({ change, times }) => `${markdownText(change)} (${times}×)`)
  return [...shown, ...(all.length > 3 ? [`and ${all.length - 3} more`] : [])].join('<br>') || '–'
}

function rate({ passed, total, interval: [low, high] }: Rate): string {
  // Outwards: so few tell no more than that.
  return `${passed}/${total} (${Math.floor(low * 100)}%–${Math.ceil(high * 100)}%)`
}

function shownNumber(value: number | null): string {
  return value === null ? '?' : Math.round(value).toLocaleString('en-US')
}

function dollars(value: number | null): string {
  return value === null ? '$?' : `$${Number(value.toPrecision(3))}`
}
