import { pieces, turnOf } from './turn.js'
import type { Json, Wire } from './wire.js'

const CALL = /\/models\/([^/:]+):(generateContent|streamGenerateContent)$/

/** `generateContent` of the Gemini API. Its events end their lines as Windows does. */
export const googleGenerate: Wire = {
  serves: (path) => CALL.test(path),
  answer({ path, body }, nonce) {
    const [, model, method] = CALL.exec(path) ?? []
    const parts: Json[] = body['contents'].flatMap((content: Json) => content['parts'])
    const turn = turnOf({
      prompt: parts.findLast(({ text }) => text !== undefined)?.['text'],
      tools: (body['tools'] ?? []).flatMap(({ functionDeclarations }: Json) =>
        functionDeclarations.map(({ name }: Json) => name),
      ),
      toolAnswered: parts.some((part) => 'functionResponse' in part),
      json: body['generationConfig']?.responseMimeType === 'application/json',
    })
    const answer = (part: Json, last: boolean): Json => ({
      candidates: [
        {
          content: { parts: [part], role: 'model' },
          ...(last ? { finishReason: 'STOP' } : {}),
          index: 0,
        },
      ],
      usageMetadata: last ? USAGE : { promptTokenCount: USAGE.promptTokenCount, totalTokenCount: 500 },
      modelVersion: model,
      responseId: nonce,
    })
    const all =
      'text' in turn
        ? pieces(turn.text).map((text) => ({ text }))
        : [{ functionCall: { name: turn.tool, args: turn.input } }]
    if (method === 'generateContent') {
      return { json: answer('text' in turn ? { text: turn.text } : (all[0] as Json), true) }
    }
    return {
      blocks: all.map(
        (part, index) => `data: ${JSON.stringify(answer(part, index === all.length - 1))}\r\n\r\n`,
      ),
    }
  },
  refusal: {
    status: 503,
    json: { error: { code: 503, message: 'The model is overloaded.', status: 'UNAVAILABLE' } },
  },
}

const USAGE = {
  promptTokenCount: 500,
  candidatesTokenCount: 12,
  cachedContentTokenCount: 400,
  thoughtsTokenCount: 5,
  totalTokenCount: 517,
}
