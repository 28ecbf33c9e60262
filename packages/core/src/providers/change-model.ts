import type { HttpRequest } from '../snapshot/types.js'
import { modelCall } from './index.js'
import type { ModelChange } from './provider.js'

/**
 * A request to a model that answers, with another model or other parameters; undefined for any other request, and for a
 * body that is kept as text for its big integers: writing it anew would change them.
 *
 * @throws UsageError `INVALID_OPTION` for a parameter that is content of the request.
 */
export function changeModel(request: HttpRequest, change: ModelChange): HttpRequest | undefined {
  const { body } = request
  if (typeof body !== 'object' || !('json' in body)) return undefined
  const call = modelCall(request)
  const changed = call?.provider.change?.(request.url, call.sent, change)
  return changed && { ...request, url: changed.url, body: { ...body, json: changed.request } }
}
