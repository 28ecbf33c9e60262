import { isForeignObject, type ForeignObject } from '../../lossless/parse-lossless.js'
import { objectOf } from '../any-value.js'
import type { ContentEvent } from '../content-event.js'
import type { ForeignSpan } from '../foreign-span.js'
import { toMessage } from '../message.js'
import { parseContent } from '../parse-json.js'
import { supply } from '../take.js'

const INPUT = /^gen_ai\.(system|user|assistant|tool)\.message$/
const OUTPUT = 'gen_ai.choice'

/** The events of the conventions 1.28 to 1.36: one for each message of the history and each choice of the model. */
export function readMessageEvents(span: ForeignSpan): void {
  const inputs = span.events.filter(({ name }) => INPUT.test(name))
  const outputs = span.events.filter(({ name }) => name === OUTPUT)
  if (inputs.length > 0) supply(span.attributes, 'gen_ai.input.messages', inputs.map(inputOf))
  if (outputs.length > 0) {
    const choices = outputs.map(choiceOf).sort((a, b) => a.index - b.index)
    supply(
      span.attributes,
      'gen_ai.output.messages',
      choices.map(({ message }) => message),
    )
  }
  span.events = span.events.filter(({ name }) => !INPUT.test(name) && name !== OUTPUT)
}

function inputOf(event: ContentEvent): unknown {
  return toMessage(bodyOf(event), INPUT.exec(event.name)?.[1] ?? 'user')
}

/** Not every library gives an index. */
function choiceOf(event: ContentEvent): { index: number; message: unknown } {
  const { index, message, ...beside } = bodyOf(event)
  const inner = parseContent(message)
  // Before 1.30 the calls stood beside the message.
  const given = isForeignObject(inner) ? { ...beside, ...inner } : { content: message as string, ...beside }
  return { index: typeof index === 'number' ? index : 0, message: toMessage(given, 'assistant') }
}

/** The fields of an event without those that name it. */
function bodyOf({ fields }: ContentEvent): ForeignObject {
  const own = [...fields].filter(([key]) => !/^(?:gen_ai|event)\./.test(key))
  return objectOf(new Map(own)) as ForeignObject
}
