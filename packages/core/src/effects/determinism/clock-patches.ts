import { performance } from 'node:perf_hooks'
import { isMark, isStandIn, original } from '../../original.js'
import { answers, type Clock } from './answers.js'
import { isCalledByMachinery } from './is-called-by-machinery.js'
import { oncePerReal } from './once-per-real.js'
import type { Replacement } from './replace-property.js'
import { standIn } from './stand-in.js'

type Now = (this: unknown) => number

/** `Date` in all its forms, in one realm. */
export function datePatches(realm: typeof globalThis): Replacement[] {
  const real = original(realm.Date)
  return [
    { holder: realm, key: 'Date', native: true, standIn: dateStandIn },
    { holder: real, key: 'now', native: true, standIn: dateNowStandIn },
    {
      holder: real.prototype,
      key: 'constructor',
      native: true,
      // `date.constructor === Date` stays true.
      standIn: (own: DateConstructor) => (isStandIn(realm.Date) ? realm.Date : own),
    },
  ]
}

/** `performance.now`. There is one for all realms. */
export function performancePatches(): Replacement[] {
  return [
    { holder: Object.getPrototypeOf(performance) as object, key: 'now', standIn: performanceNowStandIn },
  ]
}

const dateNowStandIn = oncePerReal((real: Now) => nowStandIn(real, () => answers()?.date))
const performanceNowStandIn = oncePerReal((real: Now) => nowStandIn(real, () => answers()?.performance))

function nowStandIn(real: Now, clock: () => Clock | undefined): Now {
  const replaced: Now = standIn(real, function () {
    return shown(clock(), Reflect.apply(real, this, []), replaced)
  })
  return replaced
}

const dateStandIn = oncePerReal((real: DateConstructor) => {
  // Not of Date.now, which may be faked.
  const now = (): number => new real().getTime()
  const construct = (target: DateConstructor, args: unknown[], newTarget: NewableFunction): object => {
    const given = args.length > 0 ? args : [shown(answers()?.date, now(), construct)]
    return Reflect.construct(target, given, newTarget) as object
  }
  const apply = (): string => String(new real(shown(answers()?.date, now(), apply)))
  return new Proxy(real, {
    construct,
    apply,
    get: (target, key, receiver) => (isMark(key) ? real : (Reflect.get(target, key, receiver) as unknown)),
  })
})

/** @param callee what was called to read the clock. */
function shown(clock: Clock | undefined, real: number, callee: (...args: never[]) => unknown): number {
  return clock === undefined || isCalledByMachinery(callee) ? real : clock.read(real)
}
