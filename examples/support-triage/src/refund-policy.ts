import type { Customer } from './crm'
import type { Label, Ticket } from './ticket'

export interface Refund {
  readonly decision: 'approved' | 'needs-review' | 'not-asked'
  /** In euros; 0 unless approved. */
  readonly amount: number
}

/** Refunds that need no person: up to this amount, within this many days of delivery. */
const AUTOMATIC = {
  gold: { upTo: 200, withinDays: 60 },
  standard: { upTo: 50, withinDays: 30 },
}

export function decideRefund(label: Label, ticket: Ticket, customer: Customer): Refund {
  if (label !== 'refund') return { decision: 'not-asked', amount: 0 }
  const { upTo, withinDays } = AUTOMATIC[customer.tier]
  return ticket.orderTotal <= upTo && ticket.daysSinceDelivery <= withinDays
    ? { decision: 'approved', amount: ticket.orderTotal }
    : { decision: 'needs-review', amount: 0 }
}
