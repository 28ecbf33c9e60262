import type { Json } from './wire.js'

/** What the model does next. */
export type Turn = { readonly text: string } | { readonly tool: string; readonly input: Json }

export interface Asked {
  readonly prompt: string
  /** Names of the tools that are offered. */
  readonly tools: readonly string[]
  /** The tool that must be called. */
  readonly forced?: string | undefined
  /** Whether a tool has answered already. */
  readonly toolAnswered: boolean
  /** Whether the answer must be JSON of the demanded schema. */
  readonly json: boolean
}

/** What the tool of the tests is called with, and what every schema of theirs demands. */
const ORDER = { orderId: 'A-17' }
const LABEL = { label: 'refund', confidence: 0.93 }

/** A model that calls the tool it is offered, once, and then answers with the words of the prompt. */
export function turnOf({ prompt, tools, forced, toolAnswered, json }: Asked): Turn {
  if (forced !== undefined) return { tool: forced, input: LABEL }
  const [tool] = tools
  if (tool !== undefined && !toolAnswered) return { tool, input: ORDER }
  if (json) return { text: JSON.stringify(LABEL) }
  return { text: `You ask: “${prompt}” – that is a refund of 129,90 € 🎈.` }
}

/** A text in the pieces in which a model streams it. */
export const pieces = (text: string): string[] => text.match(/.{1,9}/gsu) ?? []
