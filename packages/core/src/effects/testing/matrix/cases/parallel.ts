import { expect } from 'vitest'
import type { MatrixCase } from '../matrix-case.js'
import { readAll } from './read-all.js'

const COUNT = 20

/** Each request is sent twice, all at once, and the answers come in the opposite order. */
export const parallel: MatrixCase = {
  name: '20 at once',
  serve: () => {
    const answers: (() => void)[] = []
    return async (request, response) => {
      const body = (await readAll(request)).toString()
      const place = answers.length
      answers.push(() => response.writeHead(200).end(`answer ${place} to ${body}`))
      if (answers.length < COUNT) return
      for (const answer of answers.reverse()) answer()
    }
  },
  code: async ({ url, send }) =>
    Promise.all(
      Array.from({ length: COUNT }, async (_, index) =>
        send({ url, method: 'POST', body: `question ${index % (COUNT / 2)}` }),
      ),
    ),
  check: (seen) => {
    const texts = seen.map(({ body }) => body?.text ?? '')
    expect(new Set(texts).size).toBe(COUNT)
    for (const [index, text] of texts.entries())
      expect(text).toMatch(new RegExp(`^answer \\d+ to question ${index % (COUNT / 2)}$`))
  },
}
