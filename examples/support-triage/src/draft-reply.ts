import Anthropic from '@anthropic-ai/sdk'
import { decision } from '@retrial/core/decision'
import { REPLY_INSTRUCTIONS, replyPrompt } from './prompts'
import type { Refund } from './refund-policy'
import type { Ticket } from './ticket'

export interface Draft {
  readonly reply: string
  readonly stopReason: string | null
}

// A replay calls nobody, so that tests need no key.
const anthropic = new Anthropic({ apiKey: process.env.ANTHROPIC_API_KEY ?? 'no-key-in-replay' })

/** Drafts the answer to a customer, streamed as it would be to a person who watches it appear. */
export const draftReply = decision(
  'draft-reply',
  async (ticket: Ticket, refund: Refund): Promise<Draft> => {
    const stream = anthropic.messages.stream({
      model: 'claude-sonnet-5-5',
      max_tokens: 300,
      system: REPLY_INSTRUCTIONS,
      messages: [{ role: 'user', content: replyPrompt(ticket, refund) }],
    })
    let reply = ''
    stream.on('text', (part) => {
      reply += part
    })
    const message = await stream.finalMessage()
    return { reply, stopReason: message.stop_reason }
  },
  { inputs: ['ticket', 'refund'] },
)
