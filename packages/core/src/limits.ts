import { inspect } from 'node:util'
import { UsageError } from './errors.js'
import { checkOptionNames } from './option-names.js'

const DEFAULTS = {
  /** Nesting of a recorded value: maps in maps overflowed the stack of fresh code at 690. At most 550. */
  valueDepth: 500,
  /** Bytes of one string, or of one run of bytes, in a recorded value or body: UTF-8. */
  fieldBytes: 16 * 1024 * 1024,
  /** Bytes of one snapshot as text: UTF-8. Checked before it is read into memory. */
  snapshotBytes: 64 * 1024 * 1024,
  /** Changes listed by one diff; the rest is counted in `omittedChanges`. */
  diffChanges: 1_000,
  /** Pairs compared when two lists are aligned, 100 times as many in one diff; above it only what occurs once is found. */
  alignmentPairs: 1_000_000,
  /** Accepted outcomes of one snapshot beside the recorded one: a replay that fails is compared with each. */
  acceptedVariants: 50,
  /** Pairs of changed sentences that are looked at when two texts are compared; above it they are too long. */
  sentencePairs: 100_000,
  /** Characters of one value in a message. */
  shownValue: 160,
  /** Failing decisions written out in one message. */
  shownResults: 10,
  /** Ids written out where several decisions failed for the same reason. */
  shownIds: 6,
  /** Changed paths written out for one decision. */
  shownChanges: 10,
  /** Characters of one value in an HTML report. */
  pageText: 60_000,
  /** Changes, and contacts with the world, of one replay in an HTML report; the rest is counted. */
  pageChanges: 200,
  pageEffects: 200,
  /** Characters of all recordings in an HTML report; rows whose recording did not fit are counted. */
  pageRecordings: 24 * 1024 * 1024,
  /** Milliseconds a replay may take. */
  timeoutMs: 30_000,
  /** Milliseconds a replay goes on after its first miss, so that parallel misses are seen together. */
  missGraceMs: 40,
  /** Recordings of a running process that wait to be stored; those beyond it are dropped and counted. */
  unsavedRecordings: 1_000,
  /** Milliseconds a recording waits for responses that nobody has read to the end. */
  settleMs: 1_000,
  /** Different readings of one clock kept of one call; the rest is counted in `omitted`. */
  clockReadings: 10_000,
}

export type Limits = { readonly [Name in keyof typeof DEFAULTS]: number }

/** What one limit may be set to at most. Deeper values overflow the stack; a longer timer fires at once. */
const HIGHEST: Readonly<Record<string, number>> = {
  valueDepth: 550,
  acceptedVariants: 1_000,
  fieldBytes: 2 ** 29 - 24,
  snapshotBytes: 2 ** 29 - 24,
  timeoutMs: 2 ** 31 - 1,
  missGraceMs: 2 ** 31 - 1,
  settleMs: 2 ** 31 - 1,
}

const SLOT = Symbol.for('@retrial/core.limits')
const host = globalThis as { [SLOT]?: Record<keyof Limits, number> | undefined }
const current = (host[SLOT] ??= { ...DEFAULTS })
const ASKED = Symbol.for('@retrial/core.limits-asked')
const asked = globalThis as { [ASKED]?: boolean }

/** Every cap in one place, as it is now. A value past a cap is refused or counted, never silently cut. */
export const LIMITS: Limits = current

/**
 * Sets some limits of this process; those not named are back at their default.
 *
 * @throws UsageError `INVALID_OPTION` for an unknown name, or anything but a whole number from 1 to the highest.
 */
export function setLimits(limits: Partial<Limits>): void {
  Object.assign(current, DEFAULTS, checkLimits(limits))
  asked[ASKED] = true
}

/** The same for limits of a config file, which were checked: those that `configure()` set, sooner or later, go first. */
export function presetLimits(limits: Partial<Limits> = {}): void {
  if (asked[ASKED] !== true) Object.assign(current, DEFAULTS, limits)
}

/**
 * Limits that can be set; those that are undefined are left out.
 *
 * @throws UsageError `INVALID_OPTION`; see {@link setLimits}.
 */
export function checkLimits(limits: unknown): Partial<Limits> {
  checkOptionNames(limits, Object.keys(DEFAULTS), 'limits')
  const given = Object.entries(limits as object).filter(([, value]: [string, unknown]) => value !== undefined)
  for (const [name, value] of given as [string, unknown][]) {
    const highest = HIGHEST[name] ?? Number.MAX_SAFE_INTEGER
    if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= highest) continue
    throw new UsageError(
      'INVALID_OPTION',
      `limits.${name} must be a whole number from 1 to ${highest}, it is ${inspect(value)}.`,
    )
  }
  return Object.fromEntries(given)
}

/** The advice in messages about a limit: how it can be moved. */
export function raising(name: keyof Limits): string {
  return `To allow more: configure({ limits: { ${name}: … } }), now ${LIMITS[name]}.`
}
