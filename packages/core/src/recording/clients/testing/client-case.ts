import { expect } from 'vitest'

/** One call of one client, as users write it. */
export interface ClientCase {
  /** What is called, in the words of its documentation. */
  readonly call: string
  /** The model it is called on, where the same is called on several. */
  readonly on?: string
  /** Asks, and gives back plain data. The client is made at the top of the module, before anything records. */
  readonly run: (prompt: string) => Promise<unknown>
  /** Part of what `run` gives. */
  readonly gives: unknown
  /** Requests of one run. Default: 1. */
  readonly requests?: number
  /** Whose API it is. */
  readonly api: Api
  /** False where the provider counts no tokens. */
  readonly counted?: false
  /** How the client meets a provider that is busy: it asks again by itself, or the call fails. */
  readonly busy: 'asks again' | 'fails'
  /** What the code is told of a request that is not on the tape: the class of an error, or a value as JSON. */
  readonly onMiss: string
  /** How often a request that is not on the tape is asked. Default: once. */
  readonly askedOnMiss?: number
}

export type Api =
  | 'OpenAI chat'
  | 'OpenAI responses'
  | 'OpenAI embeddings'
  | 'OpenRouter'
  | 'Groq'
  | 'Mistral'
  | 'Anthropic'
  | 'Google'

/** A tool as JSON schema, and the answer it gives in the cases. */
export const LOOKUP = {
  name: 'lookup_order',
  description: 'Looks up an order.',
  parameters: {
    type: 'object' as const,
    properties: { orderId: { type: 'string' } },
    required: ['orderId'],
    additionalProperties: false,
  },
  answer: ({ orderId }: { orderId: string }): string => `${orderId}: delivered`,
}

/** What a model says in the end. */
export const REPLY: unknown = expect.stringMatching(/^You ask: “.*” – that is a refund of 129,90 € 🎈\.$/u)
/** What it answers where it must fill a schema. */
export const LABEL = { label: 'refund', confidence: 0.93 }
