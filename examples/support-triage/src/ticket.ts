export interface Ticket {
  readonly id: string
  readonly customerId: string
  readonly customerName: string
  readonly text: string
  /** In euros. */
  readonly orderTotal: number
  readonly daysSinceDelivery: number
}

export type Label = 'refund' | 'bug' | 'question' | 'complaint'
