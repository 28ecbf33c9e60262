import { LIMITS } from '../limits.js'
import { cut } from '../snapshot/show.js'
import { idsOf, sameCause } from './failure-groups.js'
import type { ReportedRow, RunReport } from './report/run-report.js'
import { worstFirst } from './worst-first.js'

/** GitHub shows no more of a step. */
const MOST = 10
const TITLE = 200
const MESSAGE = 4_000

export interface AnnotationOptions {
  /** Folder of the run as seen from the root of the repository, with `/`; `''` where it is that. Default `''`. */
  readonly folder?: string
}

/**
 * The decisions that did not hold as annotations of GitHub Actions, a line each: at most 10, the worst first; those
 * that failed alike are one.
 */
export function annotations(
  { rows }: Pick<RunReport, 'rows'>,
  { folder = '' }: AnnotationOptions = {},
): string[] {
  return sameCause(worstFirst(rows))
    .slice(0, MOST)
    .map((group) => annotation(group, folder))
}

function annotation(group: readonly [ReportedRow, ...ReportedRow[]], folder: string): string {
  const [{ verdict, file, location, details, policy, test }] = group
  const ids = idsOf(group, LIMITS.shownIds)
  const properties = {
    ...(file === undefined ? {} : { file: folder === '' ? file : `${folder}/${file}` }),
    ...(location === undefined ? {} : { line: String(location.line), col: String(location.column) }),
    title: cut(`Retrial: ${verdict} of ${ids}`, TITLE),
  }
  const about = [test, policy].filter((fact) => fact !== undefined).join(' · ')
  const message = cut([...details, ...(about === '' ? [] : [`(${about})`])].join('\n'), MESSAGE)
  const listed = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`)
  return `::error ${listed.join(',')}::${escapeData(message === '' ? verdict : message)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
