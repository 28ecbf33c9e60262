import { decision, effect } from '@retrial/core/decision'
import OpenAI from 'openai'
import { crm } from './crm'
import { TRIAGE_INSTRUCTIONS, triagePrompt } from './prompts'
import { decideRefund, type Refund } from './refund-policy'
import type { Label, Ticket } from './ticket'

export interface Triage {
  readonly label: Label
  readonly confidence: number
  readonly summary: string
  readonly refund: Refund
  readonly requestId: string
}

// A replay calls nobody, so that tests need no key.
const openai = new OpenAI({ apiKey: process.env.OPENAI_API_KEY ?? 'no-key-in-replay' })

/** Sorts a ticket and decides its refund: the model reads, the rule decides. */
export const triage = decision('triage', async (ticket: Ticket): Promise<Triage> => {
  const customer = await effect('crm.lookup', () => crm.get(ticket.customerId))
  const completion = await openai.chat.completions.create({
    model: 'gpt-5-mini',
    response_format: { type: 'json_object' },
    messages: [
      { role: 'system', content: TRIAGE_INSTRUCTIONS },
      { role: 'user', content: triagePrompt(ticket, customer) },
    ],
  })
  const { label, confidence, summary } = parse(completion.choices[0]?.message.content)
  return {
    label,
    confidence,
    summary,
    refund: decideRefund(label, ticket, customer),
    requestId: completion.id,
  }
})

type Reading = Pick<Triage, 'label' | 'confidence' | 'summary'>

function parse(text: string | null | undefined): Reading {
  return JSON.parse(text ?? '') as Reading
}
