import type { Customer } from './crm'
import type { Refund } from './refund-policy'
import type { Ticket } from './ticket'

export const TRIAGE_INSTRUCTIONS = `You sort the tickets of an online shop.
Labels: refund, bug, question, complaint.
Answer with a JSON object with the keys "label", "confidence" (0 to 1) and "summary" (one sentence).`

export const REPLY_INSTRUCTIONS = `You answer customers of an online shop in two polite sentences.
Use the customer's name. Promise nothing that is not in the notes.`

export function triagePrompt(ticket: Ticket, customer: Customer): string {
  return `Customer: ${ticket.customerName}
Customer tier: ${customer.tier}
Ticket: ${ticket.text}`
}

export function replyPrompt(ticket: Ticket, refund: Refund): string {
  return `Customer: ${ticket.customerName}
Refund: ${refund.decision}${refund.decision === 'approved' ? `, ${refund.amount.toFixed(2)} EUR` : ''}
Ticket: ${ticket.text}`
}
