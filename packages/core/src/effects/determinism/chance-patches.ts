import { mainGlobal } from '../../decision/realm.js'
import { answers } from './answers.js'
import { drawBytes, drawInt, drawInto, drawUuid, type Draw } from './draw.js'
import { oncePerReal } from './once-per-real.js'
import type { Replacement } from './replace-property.js'
import { standIn } from './stand-in.js'

type AnyFunction = (this: unknown, ...args: unknown[]) => unknown

const EXPORTS: Readonly<Record<string, Draw>> = {
  randomUUID: drawUuid,
  randomBytes: drawBytes,
  randomInt: drawInt,
  randomFillSync: drawInto,
  randomFill: drawInto,
}

/** `Math.random` of one realm. */
export function mathPatches({ Math }: typeof globalThis): Replacement[] {
  return [{ holder: Math, key: 'random', native: true, standIn: randomStandIn }]
}

const randomStandIn = oncePerReal((real: () => number) =>
  standIn(real, () => answers()?.chance?.random() ?? real()),
)

/** The sources of chance in `node:crypto` and on `globalThis.crypto`. There is one of each for all realms. */
export function cryptoPatches(): readonly Replacement[] {
  return (made ??= makeCryptoPatches())
}

let made: Replacement[] | undefined

function makeCryptoPatches(): Replacement[] {
  // As in `nodeCrypto`, but not before it is needed: it takes 2 ms to load, in every test file.
  const nodeCrypto = mainGlobal().process.getBuiltinModule('node:crypto')
  const web = Object.getPrototypeOf(nodeCrypto.webcrypto) as object
  return [
    { holder: web, key: 'getRandomValues', standIn: drawing(drawInto) },
    { holder: web, key: 'randomUUID', standIn: drawing(drawUuid) },
    ...Object.entries(EXPORTS).map(([key, draw]) => ({
      holder: nodeCrypto,
      key,
      exported: true,
      standIn: drawing(draw),
    })),
  ]
}

/**
 * A stand-in that lets the real function draw first, so that a wrong argument gets its own error, and then puts what
 * the scope draws in its place. For a callback too that is drawn at the call: in the order of the calls, not of the
 * answers.
 */
function drawing(draw: Draw): (real: AnyFunction) => AnyFunction {
  return oncePerReal((real) =>
    standIn(real, function (...args) {
      const chance = answers()?.chance
      if (chance === undefined) return Reflect.apply(real, this, args)
      const callback = args.at(-1)
      if (typeof callback !== 'function') {
        const result = Reflect.apply(real, this, args)
        return draw(chance, args)(result)
      }
      const given = args.slice(0, -1)
      let drawn: ReturnType<Draw> | undefined
      const answer = function (this: unknown, error: unknown, result: unknown): void {
        // Nothing to fill is answered at once.
        const put = (drawn ??= draw(chance, given))
        Reflect.apply(callback, this, error ? [error] : [error, put(result)])
      }
      Reflect.apply(real, this, [...given, answer])
      drawn ??= draw(chance, given)
      return undefined
    }),
  )
}
