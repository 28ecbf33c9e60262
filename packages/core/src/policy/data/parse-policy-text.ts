import { createRequire } from 'node:module'
import type * as Yaml from 'yaml'

/**
 * The data in the text of a policy file.
 *
 * @throws Error what the parser says, and where; also for a key that stands twice, of which a reader may see the one that
 * does not count, and for a tag of YAML that is not known.
 */
export function parsePolicyText(text: string, kind: 'json' | 'yaml'): unknown {
  return kind === 'json' ? parseJson(text) : parseYaml(text)
}

function parseJson(text: string): unknown {
  const data: unknown = JSON.parse(text)
  // JSON.parse lets a key stand twice. JSON is YAML, of which a parser does not.
  refuse(documentOf(text.replaceAll(/\r\n?/g, '\n')).errors.filter(({ code }) => code === 'DUPLICATE_KEY'))
  return data
}

function parseYaml(text: string): unknown {
  const document = documentOf(text)
  refuse([...document.errors, ...document.warnings])
  return document.toJS()
}

function documentOf(text: string): Yaml.Document {
  // Only who reads policies from files pays for loading it.
  const { parseDocument } = createRequire(import.meta.url)('yaml') as typeof Yaml
  return parseDocument(text)
}

function refuse([first]: readonly Error[]): void {
  if (first !== undefined) throw first
}
