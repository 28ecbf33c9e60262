import { defined, setOwn } from '../../snapshot/plain-object.js'
import type { ModelParameters, Usage } from '../../snapshot/types.js'
import type { Attributes } from './any-value.js'
import { take, takeCount, takeText } from './take.js'

const REQUEST = 'gen_ai.request.'

/**
 * The model as it was asked. Parameters keep the names of the conventions, which are those of most providers
 * (`top_p`, `max_tokens`); a dot in one becomes `_`. Undefined where the span names no model.
 */
export function takeModelParameters(attributes: Attributes): ModelParameters | undefined {
  const requested = takeText(attributes, `${REQUEST}model`)
  const answered = takeText(attributes, 'gen_ai.response.model')
  const modelName = requested ?? answered
  if (modelName === undefined) return undefined
  return {
    modelName,
    ...defined({
      modelVersion: answered === modelName ? undefined : answered,
      provider: takeText(attributes, 'gen_ai.provider.name'),
    }),
    parameters: takeParameters(attributes),
  }
}

function takeParameters(attributes: Attributes): Record<string, unknown> {
  const parameters = {}
  const keys = [...attributes.keys()].filter((key) => key.startsWith(REQUEST))
  for (const key of keys) {
    // How the answer travels is no setting of the model.
    if (key === `${REQUEST}stream`) continue
    setOwn(parameters, key.slice(REQUEST.length).replaceAll('.', '_'), take(attributes, key))
  }
  return parameters
}

/** The tokens, where the span counts any. */
export function takeUsage(attributes: Attributes): Usage | undefined {
  const inputTokens = takeCount(attributes, 'gen_ai.usage.input_tokens')
  const outputTokens = takeCount(attributes, 'gen_ai.usage.output_tokens')
  const total = takeCount(attributes, 'gen_ai.usage.total_tokens')
  if (inputTokens === undefined && outputTokens === undefined) return undefined
  const [input, output] = [inputTokens ?? 0, outputTokens ?? 0]
  return { inputTokens: input, outputTokens: output, totalTokens: total ?? input + output }
}
