import { expect, test } from 'vitest'
import { missAnswer, notRecorded, type Miss } from './miss.js'

const miss = (asked: Miss['asked']): Miss => ({ kind: 'NO_MATCH', position: 1, asked })

test('what code is told', () => {
  expect(notRecorded(miss({ name: 'crm.lookup' }))).toBe(
    'effect "crm.lookup" is not in the recording (NO_MATCH).',
  )
})

test('the answer is final for the provider clients, and says why', () => {
  const answer = missAnswer(miss({ request: { method: 'POST', url: 'https://h/p' } }))
  expect(answer).toEqual({
    end: 'done',
    response: {
      status: 424,
      statusText: 'Failed Dependency',
      headers: { 'content-type': 'application/json', 'x-should-retry': 'false' },
      chunks: [
        {
          json: {
            error: {
              type: 'replay_unrecorded',
              code: 'EFFECT_MISS',
              message: 'Retrial: POST https://h/p is not in the recording (NO_MATCH).',
            },
          },
        },
      ],
    },
  })
})

test('asked again, it is an answer that no client retries', () => {
  const asked = miss({ request: { method: 'POST', url: 'https://h/p' } })
  const { response } = missAnswer(asked, true)
  expect(response).toEqual({
    ...missAnswer(asked).response,
    status: 406,
    statusText: 'Not Acceptable',
  })
})
