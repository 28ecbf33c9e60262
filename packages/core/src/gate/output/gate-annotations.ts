import type { FailedDecision, GateResult } from '../gate-result.js'

/** As many as GitHub shows of one step. */
const MOST = 10

/**
 * A result as annotations of GitHub Actions, at most ten, a line each: the verdict where it is not a pass, then new
 * violations, worst first, at the lines where they are asserted.
 *
 * @param folder where the root of the run is in the repository: `packages/api`, or nothing.
 */
export function gateAnnotations({ outcome, verdict, newViolations }: GateResult, folder = ''): string[] {
  if (outcome === 'passed') return []
  return [
    `::error title=Retrial gate::${data(verdict)}`,
    ...newViolations.slice(0, MOST - 1).map((failed) => annotation(failed, folder)),
  ]
}

function annotation({ id, verdict, file, location, details }: FailedDecision, folder: string): string {
  const properties = {
    ...(file === undefined ? {} : { file: folder === '' ? file : `${folder}/${file}` }),
    ...(location === undefined ? {} : { line: String(location.line), col: String(location.column) }),
    title: `${id}: ${verdict}`,
  }
  const where = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`)
  return `::error ${where.join(',')}::${data([`${id} does not hold: ${verdict}`, ...details].join('\n'))}`
}

/** As `escapeData` and `escapeProperty` of `@actions/core` do. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
