import { URL } from 'node:url'
import { hasMarker, isMarker, markerOf } from './marker.js'
import { kindInUrl } from './named-secrets.js'
import type { Redactor } from './redactor.js'

/**
 * A URL less user, password and secret parameters, and what looks like a secret anywhere else in it. A host that is
 * one leaves no URL, so it is a text. Parameters that were redacted alike are one.
 *
 * @throws ValueError `REDACTION_FAILED`
 */
export function redactedUrl(given: string | URL, redactor: Redactor): string {
  const url = new URL(given)
  // Each of these writes the URL anew, and most have none of them.
  if (url.username !== '') url.username = ''
  if (url.password !== '') url.password = ''
  const parameters = url.search === '' ? [] : [...url.searchParams]
  const redacted = parameters.map(
    ([name, value]) => [name, redactedParameter(name, value, redactor)] as const,
  )
  if (redacted.some(([, value], index) => value !== parameters[index]?.[1])) {
    const seen = new Set<string>()
    url.search = ''
    for (const [index, [name, value]] of redacted.entries()) {
      const same = value === parameters[index]?.[1] ? undefined : JSON.stringify([name, value])
      if (same !== undefined && seen.has(same)) continue
      if (same !== undefined) seen.add(same)
      url.searchParams.append(name, value)
    }
  }
  const decoded = decodedPath(url.pathname)
  const path = redactor.key(decoded)
  // Also where it was redacted before: the rest of it may be escaped in one of several ways.
  if (path !== decoded || hasMarker(path)) url.pathname = path
  return redactor.key(url.href)
}

function redactedParameter(name: string, value: string, redactor: Redactor): string {
  const kind = kindInUrl(name, value, redactor.kindOfName)
  if (kind === undefined) return redactor.text(value)
  return value === '' || isMarker(value) ? value : markerOf(kind, value)
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
