import type { Paint } from '../reporting/paint.js'
import { printable } from '../reporting/printable.js'

/** What is wrong with one recording or row, on one line. */
export function problemLine(
  { id, code, message }: { readonly id: string; readonly code: string; readonly message: string },
  paint: Paint,
): string {
  return `  ${paint('red', '✗')} ${paint('bold', printable(id))}  ${code}: ${printable(message)}`
}
