import { isForeignObject, parseLossless, type ForeignJson } from '../lossless/parse-lossless.js'
import { pointerStep } from '../lossless/json-pointer.js'
import { RawNumber } from '../lossless/raw-number.js'

/** Every leaf of a JSON text by its JSON pointer, numbers with the text they have there. */
export function leavesOf(text: string): Map<string, string> {
  const leaves = new Map<string, string>()
  collect(parseLossless(text), '', leaves)
  return leaves
}

/** The leaves under any of these pointers, each called by its name there, a line for each. */
export function leavesAt(text: string, places: Readonly<Record<string, string>>): string {
  const lines: string[] = []
  const wanted = Object.entries(places)
  for (const [pointer, leaf] of leavesOf(text)) {
    const found = wanted.find(([, at]) => pointer === at || pointer.startsWith(`${at}/`))
    if (found !== undefined) lines.push(`${found[0]}${pointer.slice(found[1].length)} ${leaf}`)
  }
  return lines.sort().join('\n')
}

function collect(json: ForeignJson, pointer: string, leaves: Map<string, string>): void {
  const own = ownTag(json)
  if (own !== undefined) leaves.set(pointer, own)
  else if (json instanceof RawNumber) leaves.set(pointer, json.lexeme)
  else if (Array.isArray(json) || isForeignObject(json)) {
    const entries = Object.entries(json as Record<string, ForeignJson>)
    if (entries.length === 0) leaves.set(pointer, JSON.stringify(json))
    for (const [key, item] of entries) collect(item, pointer + pointerStep(key), leaves)
  } else leaves.set(pointer, JSON.stringify(json))
}

/** How stored JSON writes a BigInt and `-0`, as the number it stands for. */
function ownTag(json: ForeignJson): string | undefined {
  if (!isForeignObject(json) || Object.keys(json).length !== 1) return undefined
  const text = json['$bigint'] ?? json['$number']
  return typeof text === 'string' ? text : undefined
}
