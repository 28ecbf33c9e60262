import type { JsonValue } from '../types.js'
import { KnownTexts } from './known-texts.js'
import { markerOf } from './marker.js'
import { isUnlikeProse } from './named-secrets.js'
import type { Redactor } from './redactor.js'

/** How an `authorization` may begin; what follows is the secret. */
const SCHEME = /^(?:basic|bearer|token) /i

/**
 * A redactor of one call. A value that was a secret by its name is one wherever else it turns up in that call, in a
 * prompt say; unless it is a word that may mean something there, or stands openly in the inputs: those reach a replay
 * as they are, and so does what is made of them.
 */
export function remembering({ kindOfName, key, text: redact, isBuiltIn }: Redactor): Redactor {
  /** Most calls show no secret by its name. */
  let known: KnownTexts | undefined
  const inputs: (() => JsonValue)[] = []
  /** Written only once there is a secret to look for in them. */
  const open: string[] = []
  const lessKnown = (text: string): string => (known === undefined ? text : known.replacedIn(text))
  const text = (given: string): string => {
    let redacted = redact(given)
    // Where one stood right before another secret, that can only be told apart now.
    for (let left = lessKnown(redacted); left !== redacted; left = lessKnown(redacted))
      redacted = redact(left)
    return redacted
  }
  return {
    kindOfName,
    isBuiltIn,
    text,
    key(given) {
      const redacted = key(given)
      return lessKnown(redacted) === redacted ? redacted : text(redacted)
    },
    remember(value, kind) {
      known ??= new KnownTexts()
      open.push(...inputs.splice(0).map((kept) => JSON.stringify(kept())))
      for (const secret of new Set([value, value.replace(SCHEME, '')])) {
        const written = [secret, JSON.stringify(secret).slice(1, -1), encoded(secret)]
        if (known.has(secret) || !isUnlikeProse(secret)) continue
        if (open.some((text) => written.some((form) => text.includes(form)))) continue
        for (const form of written) known.add(form, markerOf(kind, secret))
      }
    },
    known: () => known?.size ?? 0,
    leaveOpen(kept) {
      inputs.push(kept)
    },
  }
}

/** As in a URL; as it is where it cannot be in one. */
function encoded(secret: string): string {
  try {
    return encodeURIComponent(secret)
  } catch {
    return secret
  }
}
