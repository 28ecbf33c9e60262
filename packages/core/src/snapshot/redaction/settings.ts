import type { DecisionDefinition } from '../../decision/definition.js'
import { createRedactor, NO_REDACTION, type Redactor } from './redactor.js'
import { remembering } from './remembering.js'
import { checkRedaction, type RedactionSettings } from './rules.js'

interface Current {
  settings: RedactionSettings | false
  redactor: Redactor
  readonly ofDecisions: WeakMap<DecisionDefinition, Redactor>
}

const SLOT = Symbol.for('@retrial/core.redaction')
const host = globalThis as { [SLOT]?: Current | undefined }

/**
 * Sets what is redacted in this process, in place of what was set before.
 *
 * @param settings false: nothing at all.
 * @throws UsageError `INVALID_OPTION`
 */
export function setRedaction(settings: RedactionSettings | false): void {
  if (settings !== false) checkRedaction(settings, 'redaction', ['allow'])
  host[SLOT] = current(settings)
}

/** What is redacted of everything. */
export function redactor(): Redactor {
  return (host[SLOT] ??= current({})).redactor
}

/**
 * What is redacted of one call of a decision: the same, what its option `redact` adds, and what turns out to be a
 * secret in the course of the call.
 *
 * @throws UsageError `INVALID_OPTION`
 */
export function redactorOfCall(definition: DecisionDefinition): Redactor {
  return remembering(redactorOf(definition))
}

function redactorOf(definition: DecisionDefinition): Redactor {
  const { redact } = definition.options
  const { settings, ofDecisions, redactor: general } = (host[SLOT] ??= current({}))
  if (redact === undefined || settings === false) return general
  const known = ofDecisions.get(definition)
  if (known !== undefined) return known
  checkRedaction(redact, `redact of decision("${definition.name}")`)
  const special = createRedactor(settings, redact)
  ofDecisions.set(definition, special)
  return special
}

function current(settings: RedactionSettings | false): Current {
  return {
    settings,
    redactor: settings === false ? NO_REDACTION : createRedactor(settings),
    ofDecisions: new WeakMap(),
  }
}
