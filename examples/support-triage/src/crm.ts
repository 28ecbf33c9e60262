export interface Customer {
  readonly id: string
  readonly tier: 'gold' | 'standard'
  readonly since: string
}

const CUSTOMERS: readonly Customer[] = [
  { id: 'c-1001', tier: 'gold', since: '2019-04-02' },
  { id: 'c-1002', tier: 'standard', since: '2024-11-18' },
  { id: 'c-1003', tier: 'standard', since: '2022-06-30' },
  { id: 'c-1004', tier: 'gold', since: '2020-01-15' },
  { id: 'c-1005', tier: 'standard', since: '2025-08-09' },
  { id: 'c-1006', tier: 'standard', since: '2023-03-21' },
]

/** Stands for the customer database: in a real project this is a query over the network. */
export const crm = {
  async get(id: string): Promise<Customer> {
    await new Promise((resolve) => setTimeout(resolve, 3))
    const customer = CUSTOMERS.find((candidate) => candidate.id === id)
    if (customer === undefined) throw new Error(`No customer ${id}`)
    return customer
  },
}
