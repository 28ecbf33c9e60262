/** Whether a value is an object, and no list. */
export function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Whether it is an object of texts, as tags are. */
export function isTexts(value: unknown): boolean {
  return isFields(value) && Object.values(value).every((text) => typeof text === 'string')
}

/** Whether a value has the shape of `RecordedError`. */
export function isRecordedError(value: unknown): boolean {
  if (!isFields(value)) return false
  const { name, message, code = '' } = value
  return (
    typeof name === 'string' &&
    typeof message === 'string' &&
    (typeof code === 'string' || typeof code === 'number')
  )
}

/** Whether a value has the shape of `ModelParameters`. Rules of redaction may take out any name of it. */
export function isModelParameters(value: unknown): boolean {
  if (!isFields(value)) return false
  const { modelName = '', parameters = {} } = value
  return typeof modelName === 'string' && isFields(parameters)
}

/** Whether a value has the shape of `Usage`: of tokens and cost it adds up numbers. */
export function isUsage(value: unknown): boolean {
  if (!isFields(value)) return false
  const { inputTokens, outputTokens, totalTokens, cachedInputTokens = 0, cost = 0 } = value
  return [inputTokens, outputTokens, totalTokens, cachedInputTokens, cost].every(
    (count) => typeof count === 'number',
  )
}
