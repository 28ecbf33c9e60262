import { markerOf } from './marker.js'
import { isUnlikeProse } from './named-secrets.js'
import type { Redactor } from './redactor.js'

/**
 * A redactor of one call. A value that was a secret by its name is one wherever else it turns up in that call, in a
 * prompt say; unless it is a word that may mean something there.
 */
export function remembering({ kindOfName, key, text: redact }: Redactor): Redactor {
  const known = new Map<string, string>()
  return {
    kindOfName,
    key,
    text(text) {
      let redacted = redact(text)
      for (const [secret, marker] of known) redacted = redacted.replaceAll(secret, marker)
      return redacted
    },
    remember(secret, kind) {
      if (!isUnlikeProse(secret)) return
      const marker = markerOf(kind, secret)
      for (const written of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)]) {
        known.set(written, marker)
      }
    },
  }
}
