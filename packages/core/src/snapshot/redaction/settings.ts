import type { DecisionDefinition } from '../../decision/definition.js'
import { processSettings } from '../../process-settings.js'
import { createRedactor, NO_REDACTION, type Redactor } from './redactor.js'
import { remembering } from './remembering.js'
import { checkRedaction, type RedactionSettings } from './rules.js'

interface Current {
  readonly settings: RedactionSettings | false
  /** Set by `configure()`, and not just what the config file says. */
  readonly asked: boolean
  readonly redactor: Redactor
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
  host[SLOT] = current(settings, true)
}

/** What is redacted of everything. */
export function redactor(): Redactor {
  return now().redactor
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
  const { settings, ofDecisions, redactor: general } = now()
  if (redact === undefined || settings === false) return general
  const known = ofDecisions.get(definition)
  if (known !== undefined) return known
  checkRedaction(redact, `redact of decision("${definition.name}")`)
  const special = createRedactor(settings, redact)
  ofDecisions.set(definition, special)
  return special
}

/** A config may come after the first use, or change between two files that share a process. */
function now(): Current {
  const known = host[SLOT]
  const settings = processSettings().redaction ?? NO_SETTINGS
  if (known !== undefined && (known.asked || known.settings === settings)) return known
  return (host[SLOT] = current(settings, false))
}

const NO_SETTINGS: RedactionSettings = {}

function current(settings: RedactionSettings | false, asked: boolean): Current {
  return {
    settings,
    asked,
    redactor: settings === false ? NO_REDACTION : createRedactor(settings),
    ofDecisions: new WeakMap(),
  }
}
