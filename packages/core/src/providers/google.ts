import { asNumber, asObject, asString, counts, sum, type Provider } from './provider.js'

const CALL = /\/models\/([^/:]+):(?:streamGenerateContent|generateContent)$/

/** The name of the model in a URL, which may hold markers of redacted secrets. */
const NAME = /(?<=\/models\/)[^/:]+(?=:(?:streamGenerateContent|generateContent)(?:\?|$))/

/** `generateContent` of the Gemini API and of Vertex AI. */
export const google: Provider = {
  matches: (url, request) => CALL.test(url.pathname) && 'contents' in request,
  modelName: (url) => CALL.exec(url.pathname)?.[1] ?? 'unknown',
  parameters: (request) => asObject(request['generationConfig']) ?? {},
  change: (url, request, { modelName, parameters }) => ({
    url: modelName === undefined ? url : url.replace(NAME, () => encodeURIComponent(modelName)),
    request:
      parameters === undefined
        ? request
        : { ...request, generationConfig: { ...asObject(request['generationConfig']), ...parameters } },
  }),
  modelVersion: (message) => asString(message['modelVersion']),
  usage(message) {
    const usage = asObject(message['usageMetadata'])
    if (usage === undefined) return undefined
    return counts({
      inputTokens: sum(usage['promptTokenCount'], usage['toolUsePromptTokenCount']),
      outputTokens: sum(usage['candidatesTokenCount'], usage['thoughtsTokenCount']),
      totalTokens: asNumber(usage['totalTokenCount']),
      cachedInputTokens: asNumber(usage['cachedContentTokenCount']),
    })
  },
}
