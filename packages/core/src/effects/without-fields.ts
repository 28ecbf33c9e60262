import { URLSearchParams } from 'node:url'
import { leadsTo, type Step } from '../snapshot/field-path.js'
import { isPlainObject, setOwn } from '../snapshot/plain-object.js'

/** Stands for an element that was taken out, so that the ones behind it keep their place. */
const TAKEN_OUT = null

/**
 * A copy of a value less the fields that patterns lead to; the same reference where there is none. Members are left out.
 * An element leaves an empty place, and none where nothing comes behind it: a list that ends with it is the same as one
 * that never had it.
 *
 * @returns undefined where a pattern of no steps means the value itself.
 */
export function withoutFields(value: unknown, patterns: readonly Step[][]): unknown {
  if (patterns.length === 0) return value
  if (patterns.some((steps) => steps.length === 0)) return undefined
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return withoutElements(value, patterns)
  return isPlainObject(value) ? withoutMembers(value, patterns) : value
}

/** The pairs `name=value&…` of a query or a form less those of some names. */
export function withoutPairs(text: string, patterns: readonly Step[][]): string {
  if (patterns.length === 0) return text
  if (patterns.some((steps) => steps.length === 0)) return ''
  const kept = text.split('&').filter((pair) => {
    const [name = ''] = new URLSearchParams(pair).keys()
    return !below(patterns, name).some((steps) => steps.length === 0)
  })
  return kept.join('&')
}

function withoutElements(list: readonly unknown[], patterns: readonly Step[][]): unknown[] {
  const kept: unknown[] = []
  let length = 0
  for (const [index, item] of list.entries()) {
    const inside = below(patterns, index)
    const taken = inside.some((steps) => steps.length === 0)
    kept.push(taken ? TAKEN_OUT : withoutFields(item, inside))
    if (!taken) length = kept.length
  }
  return kept.slice(0, length)
}

function withoutMembers(object: Record<string, unknown>, patterns: readonly Step[][]): object {
  const kept = {}
  for (const [key, item] of Object.entries(object)) {
    const inside = below(patterns, key)
    if (!inside.some((steps) => steps.length === 0)) setOwn(kept, key, withoutFields(item, inside))
  }
  return kept
}

/** What is left of the patterns that lead through `step`. */
function below(patterns: readonly Step[][], step: Step): Step[][] {
  return patterns.filter(([first]) => first !== undefined && leadsTo(first, step)).map(([, ...rest]) => rest)
}
