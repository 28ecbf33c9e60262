import { defined } from '../snapshot/plain-object.js'
import type { Input, Output } from '../snapshot/types.js'
import { isList, isNumber, isObject, isText } from './foreign-checks.js'
import { ForeignFields } from './foreign-fields.js'
import type { ForeignJson, ForeignObject } from './lossless/parse-lossless.js'

export type DraftItem = Omit<Input & Output, 'dataType' | 'confidence'> & {
  dataType?: string
  confidence?: number
}

export interface NamedItems {
  readonly items: readonly DraftItem[]
  /** Fields that no input or output has, by index; undefined where there are none. */
  readonly rest: Record<string, unknown> | undefined
}

/** What the foreign system calls the fields of an input or output. */
export interface ItemFields {
  readonly dataType: string
  readonly schemaVersion: string
}

/** Reads inputs or outputs: a list of `{ name, value, … }`. Undefined where `given` is anything else. */
export function namedItems(given: ForeignJson | undefined, names: ItemFields): NamedItems | undefined {
  if (!isList(given) || !given.every(isItem)) return undefined
  const rest: Record<string, unknown> = {}
  const items = given.map((item, index) => {
    const fields = new ForeignFields(item)
    const name = fields.take('name', isText) ?? ''
    const value = fields.take('value', isAnything) as unknown
    const more = defined({
      dataType: fields.take(names.dataType, isText),
      confidence: fields.take('confidence', isNumber),
      schemaVersion: fields.take(names.schemaVersion, isText),
    })
    fields.dropEmpty('confidence')
    const left = fields.rest()
    if (left !== undefined) rest[index] = left
    return { name, value, ...more }
  })
  return { items, rest: Object.keys(rest).length === 0 ? undefined : rest }
}

function isItem(value: ForeignJson): value is ForeignObject {
  return isObject(value) && isText(value['name']) && Object.hasOwn(value, 'value')
}

function isAnything(value: ForeignJson | undefined): value is ForeignJson {
  return value !== undefined
}
