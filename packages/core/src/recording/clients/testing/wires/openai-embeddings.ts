import { openaiChat } from './openai-chat.js'
import type { Wire } from './wire.js'

/** Embeddings of OpenAI, as numbers or as the bytes of them. */
export const openaiEmbeddings: Wire = {
  serves: (path) => path.endsWith('/embeddings'),
  answer({ body }) {
    const data = [body['input']].flat().map((text: string, index) => {
      const vector = [...Buffer.from(text).subarray(0, 8)].map((byte) => Math.fround(byte / 997))
      const embedding =
        body['encoding_format'] === 'base64'
          ? Buffer.from(new Float32Array(vector).buffer).toString('base64')
          : vector
      return { object: 'embedding', index, embedding }
    })
    const usage = { prompt_tokens: 7, total_tokens: 7 }
    return { json: { object: 'list', data, model: body['model'], usage } }
  },
  refusal: openaiChat.refusal,
}
