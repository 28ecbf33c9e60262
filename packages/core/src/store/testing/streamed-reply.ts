import type { DecisionSnapshot } from '../../snapshot/types.js'
import { sampleSnapshot } from './sample-snapshot.js'

export interface StreamedReply {
  /** The reply that the decision gave; the recorded traffic says the same. */
  readonly output?: string
  /** What its effects took. */
  readonly durationMs?: number
  readonly facts?: Partial<
    Pick<DecisionSnapshot, 'createdAt' | 'executionTimeMs' | 'ownTimeMs' | 'determinism'>
  >
}

/** A snapshot with all that is printed in a way of its own: a model that streams, JSON, dates, numbers. */
export function streamedReply({
  output = 'We refund you.',
  durationMs = 30,
  facts,
}: StreamedReply): DecisionSnapshot {
  return sampleSnapshot('replies/angry-customer', {
    functionName: 'draft-reply',
    tags: { tier: 'gold', team: 'refunds' },
    inputs: [
      {
        name: 'ticket',
        value: {
          text: 'Where is my money?',
          at: new Date('2026-01-15T12:00:00.000Z'),
          embedding: [0.25, -0.5, 1, 0, 2, 3, 4, 5],
        },
        dataType: 'object',
      },
    ],
    outputs: [{ name: 'result', value: { reply: output, attachments: [] }, dataType: 'object' }],
    modelParameters: { modelName: 'small', parameters: { temperature: 0, max_tokens: 300 } },
    usage: { inputTokens: 78, outputTokens: 41, totalTokens: 119 },
    effects: [
      {
        kind: 'http',
        request: {
          method: 'POST',
          url: 'https://api.example.com/v1/messages',
          body: { json: { model: 'small', messages: [{ role: 'user', content: 'Where is my money?' }] } },
        },
        response: {
          status: 200,
          headers: { 'request-id': 'req_1', 'content-type': 'text/event-stream' },
          chunks: [
            { lines: ['event: delta', `data: ${JSON.stringify({ text: output })}`, '', ''] },
            'data: [DONE]\n\n',
          ],
        },
        end: 'done',
        durationMs,
      },
      {
        kind: 'http',
        request: { method: 'GET', url: 'https://crm.example.com/c-1' },
        response: {
          status: 200,
          headers: { 'content-type': 'application/json' },
          chunks: [{ json: { tier: 'gold' }, newline: true }],
        },
        end: 'done',
        durationMs,
      },
    ],
    executionTimeMs: 40,
    ownTimeMs: 4,
    ...facts,
  })
}
