import { defined } from '../../snapshot/plain-object.js'
import type { RecordedError } from '../../snapshot/types.js'
import { isForeignObject } from '../lossless/parse-lossless.js'
import type { ForeignSpan } from './foreign-span.js'
import { takeText } from './take.js'

const ERROR_CODES: readonly unknown[] = [2, '2', 'STATUS_CODE_ERROR']

/**
 * How the operation failed, where it did: by its status, or by the attribute `error.type`, which only failures have.
 * The exception says more than the status; `error.type` is the code where it is not the name.
 */
export function spanError({ span, events, attributes }: ForeignSpan): RecordedError | undefined {
  const status = isForeignObject(span['status']) ? span['status'] : {}
  const code = takeText(attributes, 'error.type')
  if (code === undefined && !ERROR_CODES.includes(status['code'])) return undefined
  const exception = events.findLast(({ name }) => name === 'exception')?.fields
  const name = textOf(exception?.get('exception.type')) ?? code ?? 'Error'
  const message = textOf(exception?.get('exception.message')) ?? textOf(status['message']) ?? ''
  return { name, message, ...defined({ code: code === name ? undefined : code }) }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
