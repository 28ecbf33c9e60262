import { performance } from 'node:perf_hooks'
import { isMark, isStandIn, original } from '../../original.js'
import { answers } from './answers.js'
import { isCalledByUndici } from './is-called-by-undici.js'
import type { Replacement } from './replace-property.js'
import { standIn } from './stand-in.js'

type Now = (this: unknown) => number

/** `Date` in all its forms, in one realm. */
export function datePatches(realm: typeof globalThis): Replacement[] {
  const real = original(realm.Date)
  const now = original(real.now)
  return [
    { holder: realm, key: 'Date', native: true, standIn: () => dateStandIn(real, now) },
    { holder: real, key: 'now', native: true, standIn: () => standIn(now, () => answeredNow(now)) },
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
  const stand = (real: Now): Now => {
    const replaced: Now = standIn(real, function () {
      const shown = Reflect.apply(real, this, [])
      const clock = answers()?.performance
      return clock === undefined || isCalledByUndici(replaced) ? shown : clock.read(shown)
    })
    return replaced
  }
  return [{ holder: Object.getPrototypeOf(performance) as object, key: 'now', standIn: stand }]
}

function answeredNow(now: () => number): number {
  const clock = answers()?.date
  return clock === undefined ? now() : clock.read(now())
}

function dateStandIn(real: DateConstructor, now: () => number): DateConstructor {
  return new Proxy(real, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [answeredNow(now)] : args, newTarget) as object,
    apply: () => String(new real(answeredNow(now))),
    get: (target, key, receiver) => (isMark(key) ? real : (Reflect.get(target, key, receiver) as unknown)),
  })
}
