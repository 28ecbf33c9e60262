import { isBody } from './is-body.js'

/** Whether a value has of an `Effect` what a replay relies on. */
export function isEffect({ kind, name, args = [], request, response }: Record<string, unknown>): boolean {
  if (kind === 'call') return typeof name === 'string' && Array.isArray(args)
  if (kind !== 'http' || typeof request !== 'object' || request === null) return false
  const { method, url, body = '' } = request as Record<string, unknown>
  const { chunks } = (response ?? { chunks: [] }) as Record<string, unknown>
  return (
    typeof method === 'string' &&
    // Redaction may leave anything of a URL.
    typeof url === 'string' &&
    isBody(body) &&
    Array.isArray(chunks) &&
    chunks.every(isBody)
  )
}
