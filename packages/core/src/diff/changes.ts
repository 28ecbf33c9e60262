import { LIMITS } from '../limits.js'
import { decode } from '../snapshot/decode.js'
import { formatStep, type Step } from '../snapshot/field-path.js'
import type { JsonValue } from '../snapshot/types.js'
import type { FieldChange } from './types.js'

/** The steps of a change beside its text, for those who match it against other paths. */
export interface LocatedChange extends FieldChange {
  readonly steps: readonly Step[]
}

/** Where a walk is. Places share what leads to them: there may be many, and deep ones. */
export interface Place {
  readonly step: Step
  readonly parent: Place | undefined
  /** Its text, once somebody has asked for it: what is below begins with it. */
  path?: string
}

/** Changes of a walk, up to the limit; the rest is counted. */
export class Changes {
  readonly listed: LocatedChange[] = []
  omitted = 0

  constructor(private readonly limit: number = LIMITS.diffChanges) {}

  /** How many there are, listed or not. */
  get count(): number {
    return this.listed.length + this.omitted
  }

  /** @param oldValue encoded, as `newValue`; a missing side is undefined. */
  add(place: Place | undefined, oldValue: JsonValue | undefined, newValue: JsonValue | undefined): void {
    if (this.listed.length >= this.limit) this.omitted++
    else this.listed.push(new FoundChange(place, oldValue, newValue))
  }
}

/** A change that writes out its path and values when it is asked for them: most are only counted. */
class FoundChange implements LocatedChange {
  constructor(
    private readonly place: Place | undefined,
    private readonly before: JsonValue | undefined,
    private readonly after: JsonValue | undefined,
  ) {}

  get changeType(): FieldChange['changeType'] {
    if (this.before === undefined) return 'added'
    return this.after === undefined ? 'removed' : 'modified'
  }

  get steps(): readonly Step[] {
    const steps: Step[] = []
    for (let { place } = this; place !== undefined; place = place.parent) steps.push(place.step)
    return steps.reverse()
  }

  get fieldPath(): string {
    return this.place === undefined ? '' : pathOf(this.place)
  }

  get oldValue(): unknown {
    return this.before === undefined ? undefined : decode(this.before)
  }

  get newValue(): unknown {
    return this.after === undefined ? undefined : decode(this.after)
  }
}

function pathOf(place: Place): string {
  const { step, parent } = place
  place.path ??= parent === undefined ? formatStep(step, true) : pathOf(parent) + formatStep(step, false)
  return place.path
}

/** A change as it is handed out: plain facts. */
export function withoutSteps(change: LocatedChange): FieldChange {
  const { fieldPath, changeType } = change
  if (changeType === 'added') return { fieldPath, changeType, newValue: change.newValue }
  if (changeType === 'removed') return { fieldPath, changeType, oldValue: change.oldValue }
  return { fieldPath, changeType, oldValue: change.oldValue, newValue: change.newValue }
}
