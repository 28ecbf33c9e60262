import { setOwn } from '../../../snapshot/plain-object.js'
import type { ForeignObject } from '../../lossless/parse-lossless.js'
import type { ForeignSpan } from '../foreign-span.js'
import { toMessage } from '../message.js'
import { supply } from '../take.js'

const FLAT = /^gen_ai\.(prompt|completion)\.(\d{1,5})\.(?:tool_calls\.(\d{1,5})\.)?([\w.]+)$/

interface FlatMessage {
  readonly fields: Record<string, unknown>
  readonly calls: Map<number, Record<string, unknown>>
}

/** OpenLLMetry's attributes, one for each field: `gen_ai.prompt.0.role`, `gen_ai.completion.0.tool_calls.0.name`. */
export function readFlatMessages({ attributes }: ForeignSpan): void {
  const sides = { prompt: new Map<number, FlatMessage>(), completion: new Map<number, FlatMessage>() }
  for (const [key, value] of attributes) {
    const [, side, index, call, field] = FLAT.exec(key) ?? []
    if (side === undefined || field === undefined) continue
    const message = entryOf(sides[side as keyof typeof sides], Number(index), noMessage)
    const holder = call === undefined ? message.fields : entryOf(message.calls, Number(call), noFields)
    setOwn(holder, field, value)
    attributes.delete(key)
  }
  supply(attributes, 'gen_ai.input.messages', messagesOf(sides.prompt, 'user'))
  supply(attributes, 'gen_ai.output.messages', messagesOf(sides.completion, 'assistant'))
}

const noFields = (): Record<string, unknown> => ({})
const noMessage = (): FlatMessage => ({ fields: noFields(), calls: new Map() })

function messagesOf(messages: Map<number, FlatMessage>, role: string): unknown {
  if (messages.size === 0) return undefined
  return sorted(messages).map(({ fields, calls }) => {
    const given = calls.size === 0 ? fields : { ...fields, tool_calls: sorted(calls) }
    return toMessage(given as ForeignObject, role)
  })
}

function entryOf<T>(map: Map<number, T>, index: number, make: () => T): T {
  const found = map.get(index) ?? make()
  map.set(index, found)
  return found
}

function sorted<T>(map: Map<number, T>): T[] {
  return [...map].sort(([a], [b]) => a - b).map(([, value]) => value)
}
