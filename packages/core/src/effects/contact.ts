import { canonicalText } from '../snapshot/canonical.js'
import type { CallEffect, HttpEffect } from '../snapshot/types.js'
import { requestKey } from './http/request.js'

/** A wrapped call, as far as it is matched. */
export type Call = Pick<CallEffect, 'name' | 'args'>

/** What the world was asked: the part of an effect that it is matched by. */
export type Contact = Pick<HttpEffect, 'request'> | Call

const SHOWN_ARGUMENTS = 60

/** What a contact is found by. Those of one key answer in the order they were recorded. */
export function contactKey(contact: Contact): string {
  return 'request' in contact ? requestKey(contact.request) : callKey(contact)
}

/** A contact in a few words: `POST https://…`, or `effect "name"` with its arguments. */
export function describeContact(contact: Contact): string {
  if ('request' in contact) return `${contact.request.method} ${contact.request.url}`
  const { name, args } = contact
  if (args === undefined) return `effect "${name}"`
  const text = canonicalText(args).slice(1, -1)
  const shown = text.length > SHOWN_ARGUMENTS ? `${text.slice(0, SHOWN_ARGUMENTS)}…` : text
  return `effect "${name}"(${shown})`
}

function callKey({ name, args }: Call): string {
  return args === undefined ? `call ${name}` : `called with ${canonicalText(args)}\n${name}`
}
