const TRACE_ID_BYTES = 16
const SPAN_ID_BYTES = 8

/** `<trace id>-<span id>` in hex, or undefined where one of them is missing, zero or no id. */
export function spanKey(traceId: unknown, spanId: unknown): string | undefined {
  const trace = hexId(traceId, TRACE_ID_BYTES)
  const span = hexId(spanId, SPAN_ID_BYTES)
  return trace === undefined || span === undefined ? undefined : `${trace}-${span}`
}

/** OTLP JSON writes ids in hex; tools that use the plain mapping of protobuf write base64. */
function hexId(id: unknown, bytes: number): string | undefined {
  if (typeof id !== 'string') return undefined
  const hex = /^[\da-f]*$/i.test(id) && id.length === bytes * 2 ? id.toLowerCase() : fromBase64(id, bytes)
  return hex === undefined || /^0*$/.test(hex) ? undefined : hex
}

function fromBase64(id: string, bytes: number): string | undefined {
  const decoded = Buffer.from(id, 'base64')
  return decoded.length === bytes && decoded.toString('base64') === id ? decoded.toString('hex') : undefined
}
