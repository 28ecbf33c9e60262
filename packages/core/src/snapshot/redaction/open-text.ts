import { redactor } from './settings.js'

/**
 * What code of the user's said when it failed, less the secrets in it: servers quote the key that they refuse, and checks
 * the value that they were given. Where a rule of the user's own fails, nothing of it is told.
 */
export function openText(text: string): string {
  try {
    return redactor().text(text)
  } catch {
    return '[redacted]'
  }
}
