import { startHttpServer } from '@retrial/fixtures'
import { onTestFinished } from 'vitest'
import { lettersOf } from './letter-embedder.js'

export interface EmbeddingsRequest {
  readonly url: string | undefined
  readonly authorization: string | undefined
  readonly body: { readonly model: string; readonly input: readonly string[]; readonly dimensions?: number }
}

/** What a request is answered with. Text goes as it is; null never answers. */
export interface EmbeddingsAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/**
 * A server of embeddings that counts letters.
 *
 * @param answers for its first requests; undefined for the usual answer.
 */
export async function startEmbeddings(answers: (EmbeddingsAnswer | null | undefined)[] = []) {
  const requests: EmbeddingsRequest[] = []
  const waiting: (() => void)[] = []
  const server = await startHttpServer(async (request, response) => {
    const text = (await request.toArray()).map(String).join('')
    const body = JSON.parse(text) as EmbeddingsRequest['body']
    requests.push({ url: request.url, authorization: request.headers.authorization, body })
    for (const go of waiting.splice(0)) go()
    const answer = answers.shift()
    if (answer === null) return
    const { status = 200, headers = {}, body: given = usual(body) } = answer ?? {}
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof given === 'string' ? given : JSON.stringify(given))
  })
  onTestFinished(() => server.close())
  return {
    baseUrl: `${server.url}/v1`,
    host: new URL(server.url).host,
    requests,
    /** Resolves with the next request. */
    asked: () => new Promise<void>((resolve) => waiting.push(resolve)),
    close: server.close,
  }
}

/** Out of order, as the index allows. */
function usual({ input, model }: EmbeddingsRequest['body']) {
  const data = input.map((text, index) => ({ object: 'embedding', index, embedding: lettersOf(text) }))
  return { object: 'list', model, data: data.reverse(), usage: { prompt_tokens: 1, total_tokens: 1 } }
}
