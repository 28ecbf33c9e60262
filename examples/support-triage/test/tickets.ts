import type { Ticket } from '../src/ticket'

/** By the id of the baseline that its triage is recorded under. */
export const tickets = {
  'refunds/gold-customer': {
    id: 't-4101',
    customerId: 'c-1001',
    customerName: 'Anna Berg',
    text: 'The reading lamp is lovely, but far too bright for my desk. I sent it back on Monday and would like a refund.',
    orderTotal: 129,
    daysSinceDelivery: 41,
  },
  'refunds/angry-customer': {
    id: 't-4102',
    customerId: 'c-1002',
    customerName: 'Tom Weaver',
    text: 'This is unacceptable! The kettle leaked on the first day. I returned it, I have written twice, and I want my money back NOW.',
    orderTotal: 39.9,
    daysSinceDelivery: 12,
  },
  'refunds/late-return': {
    id: 't-4103',
    customerId: 'c-1003',
    customerName: 'Mireille Roux',
    text: 'I only opened the parcel this week because I was abroad. The coat is too small, can I still return it for a refund?',
    orderTotal: 48.5,
    daysSinceDelivery: 44,
  },
  'bugs/crash-on-login': {
    id: 't-4104',
    customerId: 'c-1004',
    customerName: 'Priya Nair',
    text: 'Since the last update your app crashes when I log in. It shows error 0x81 and then a blank screen.',
    orderTotal: 0,
    daysSinceDelivery: 0,
  },
  'questions/opening-hours': {
    id: 't-4105',
    customerId: 'c-1005',
    customerName: 'Jonas Lind',
    text: 'Hello! What are the opening hours of your shop in Malmö on Sundays?',
    orderTotal: 0,
    daysSinceDelivery: 0,
  },
  'complaints/rude-courier': {
    id: 't-4106',
    customerId: 'c-1006',
    customerName: 'Grace Okafor',
    text: 'The courier was rude and threw the parcel over the fence. The box was damaged. I am very disappointed.',
    orderTotal: 64,
    daysSinceDelivery: 1,
  },
} satisfies Record<string, Ticket>
