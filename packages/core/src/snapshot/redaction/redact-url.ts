import { isMarker, markerOf } from './marker.js'
import { kindInUrl } from './named-secrets.js'
import type { Redactor } from './redactor.js'

/** Takes user, password and secret parameters out of a URL, and what looks like a secret anywhere else in it. */
export function redactUrl(url: URL, redactor: Redactor): void {
  url.username = ''
  url.password = ''
  for (const [name, value] of [...url.searchParams]) {
    const kind = kindInUrl(name, value, redactor.kindOfName)
    if (kind !== undefined && value !== '' && !isMarker(value))
      url.searchParams.set(name, markerOf(kind, value))
    else if (redactor.text(value) !== value) url.searchParams.set(name, redactor.text(value))
  }
  const path = redactor.text(decodedPath(url.pathname))
  if (path !== decodedPath(url.pathname)) url.pathname = path
}

function decodedPath(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
