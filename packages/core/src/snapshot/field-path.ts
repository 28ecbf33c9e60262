/** Every element of a list, or every member of an object: `[*]` in a path. */
export const EACH = Symbol('each')

/** One step into a value: a member, an element, or each of them. */
export type Step = string | number | typeof EACH

const NAME = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u
/** Most names, and much quicker to tell. */
const PLAIN_NAME = /^[A-Za-z_$][\w$-]*$/
const TOKEN =
  /\.?([\p{L}_$][\p{L}\p{N}_$-]*)|\[(\d+)\]|\[(\*)\]|\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]/uy

/**
 * Reads a field path such as `output.items[0].price`, `output.items[*].price` or `output['a.b']`.
 *
 * @returns undefined for a text that is not a path.
 */
export function parsePath(text: string): Step[] | undefined {
  const steps: Step[] = []
  const token = new RegExp(TOKEN)
  while (token.lastIndex < text.length) {
    const start = token.lastIndex
    const match = token.exec(text)
    if (match === null) return undefined
    const dotted = match[0].startsWith('.')
    const [, name, index, each, single, double] = match
    // The first name stands alone, every later one has a dot before it.
    if (name !== undefined && dotted === (start === 0)) return undefined
    steps.push(
      name ??
        (index === undefined
          ? each === undefined
            ? unescape(single ?? double ?? '')
            : EACH
          : Number(index)),
    )
  }
  return steps.length === 0 ? undefined : steps
}

/** The text of a path; `parsePath` reads it back. */
export function formatPath(steps: readonly Step[]): string {
  return steps.map((step, position) => formatStep(step, position === 0)).join('')
}

/** True when `pattern` leads to `path` or to something that holds it. `[404]` also means the member `'404'`. */
export function covers(pattern: readonly Step[], path: readonly Step[]): boolean {
  return pattern.length <= path.length && pattern.every((step, index) => leadsTo(step, path[index]))
}

/** Whether a step of a pattern takes the same way as a step of a path. */
export function leadsTo(step: Step, other: Step | undefined): boolean {
  return step === EACH || step === other || (typeof step === 'number' && String(step) === other)
}

/** The text of one step; the first one of a path has no dot before it. */
export function formatStep(step: Step, first: boolean): string {
  if (step === EACH) return '[*]'
  if (typeof step === 'number') return `[${step}]`
  if (PLAIN_NAME.test(step) || NAME.test(step)) return first ? step : `.${step}`
  return `['${step.replaceAll(/['\\]/g, '\\$&')}']`
}

function unescape(quoted: string): string {
  return quoted.replaceAll(/\\(.)/gs, '$1')
}
