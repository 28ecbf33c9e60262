import { showJson } from '../snapshot/show.js'
import { printable } from '../reporting/printable.js'
import type { JsonValue } from '../snapshot/types.js'
import type { RuleData } from './effective-rules.js'

const HEAD: readonly string[] = ['field', 'comparator']

/** A rule in a line: `withinRange(output.price, min 0, max 10)`. */
export function showRule(rule: RuleData): string {
  return `${rule.comparator}(${[rule.field, ...settingsOf(rule).map(showSetting)].map(printable).join(', ')})`
}

/** What changed in a rule: `semanticSimilarity(output.reply): minSimilarity 0.8 → 0.5`. */
export function showRuleChange(before: RuleData, after: RuleData): string {
  const [was, is] = [new Map(settingsOf(before)), new Map(settingsOf(after))]
  const names = [...new Set([...was.keys(), ...is.keys()])].filter(
    (name) => showJson(was.get(name)) !== showJson(is.get(name)),
  )
  const changes = names.map((name) => `${name} ${valueOf(was.get(name))} → ${valueOf(is.get(name))}`)
  return printable(`${before.comparator}(${before.field}): ${changes.join(', ')}`)
}

function settingsOf(rule: RuleData): [string, JsonValue][] {
  return Object.entries(rule).filter(([name]) => !HEAD.includes(name)) as [string, JsonValue][]
}

function showSetting([name, value]: [string, JsonValue]): string {
  return `${name} ${showJson(value)}`
}

function valueOf(value: JsonValue | undefined): string {
  return value === undefined ? 'unset' : showJson(value)
}
