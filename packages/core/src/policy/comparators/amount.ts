import { decode } from '../../snapshot/decode.js'
import type { JsonValue } from '../../snapshot/types.js'
import { showJson } from '../../snapshot/show.js'
import type { Comparison, Finding } from './comparison.js'

/** A number that can be counted with. */
export type Amount = number | bigint

/** The number in a field; undefined for everything else, `NaN` and the infinities included. */
export function amountOf(value: JsonValue | undefined): Amount | undefined {
  if (value === undefined) return undefined
  const number = decode(value)
  return typeof number === 'bigint' || (typeof number === 'number' && Number.isFinite(number))
    ? number
    : undefined
}

/** Both sides as numbers of one kind, or why they are not. */
export function amountsOf({ recorded, replayed }: Comparison): { r: Amount; a: Amount } | Finding {
  const [r, a] = [amountOf(recorded), amountOf(replayed)]
  if (a === undefined) return notANumber(replayed, 'is now')
  if (r === undefined) return notANumber(recorded, 'was recorded as', replayed)
  if (typeof r !== typeof a) {
    const [was, is] = [showJson(recorded), showJson(replayed)]
    return { expected: was, actual: is, message: `was ${was}, is now ${is}: a number of another kind` }
  }
  return { r, a }
}

/** A rule about numbers that met something else. */
export function notANumber(
  found: JsonValue | undefined,
  how: string,
  actual: JsonValue | undefined = found,
): Finding {
  return {
    expected: 'a number',
    actual: showJson(actual),
    message: `${how} ${showJson(found)}, which is not a number`,
  }
}

export function isFinding(value: object): value is Finding {
  return 'message' in value
}
