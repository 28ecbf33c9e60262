import { LIMITS } from '../../limits.js'
import type { Paint, Style } from '../../reporting/paint.js'
import type { GateResult } from '../gate-result.js'
import { gateSections } from './gate-sections.js'

const COLOURS: Readonly<Record<GateResult['outcome'], Style>> = {
  passed: 'green',
  failed: 'red',
  incomparable: 'yellow',
}

/** A result for the terminal, a line each: the verdict first, then why, then every list, cut at ten items. */
export function gateTerminal(result: GateResult, paint: Paint): string[] {
  const { verdict, outcome, reasons, notes, base, head } = result
  // A line that starts with what was recorded, spaces or not, could be a command of the CI service.
  const sections = gateSections(result).flatMap(({ title, items }) => {
    const shown = items.slice(0, LIMITS.shownResults)
    const more = items.length - shown.length
    return [
      '',
      `  ${paint('bold', title)}`,
      ...shown.flatMap(({ name, facts, details }) => [
        `    - ${paint('bold', name)}${facts.length === 0 ? '' : `  ${paint('dim', facts.join(' · '))}`}`,
        ...details.map((line) => `      | ${line}`),
      ]),
      ...(more > 0 ? [`    … and ${more} more`] : []),
    ]
  })
  return [
    paint(COLOURS[outcome], verdict),
    `  ${paint('dim', `base: ${base.name} · head: ${head.name}`)}`,
    ...reasons.map(({ message }) => `  ${paint('red', '✗')} ${message}`),
    ...sections,
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => `  ${paint('yellow', `note: ${note}`)}`)]),
  ]
}
