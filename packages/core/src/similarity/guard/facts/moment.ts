/** A day, a month or a time of day; what the text does not say is undefined. */
export interface Moment {
  readonly year?: number | undefined
  /** 1 to 12. */
  readonly month?: number | undefined
  readonly day?: number | undefined
  /** Minutes since midnight. */
  readonly minutes?: number | undefined
  /** Where the order of day and month is not known: the other reading. */
  readonly other?: { readonly month: number; readonly day: number } | undefined
  /** True where the text does not say which half of the day. */
  readonly halfDay?: boolean
  readonly text: string
  readonly from: number
  readonly to: number
}

/** Whether both may be the same moment: what both say is equal, and there is something that both say. */
export function isSameMoment(a: Moment, b: Moment): boolean {
  const shared = (['year', 'month', 'day', 'minutes'] as const).filter(
    (part) => a[part] !== undefined && b[part] !== undefined,
  )
  if (shared.length === 0) return false
  const agree = (x: Moment, y: Moment): boolean =>
    shared.every((part) => x[part] === y[part] || (part === 'minutes' && isTwelveApart(x, y)))
  return (
    agree(a, b) ||
    (a.other !== undefined && agree({ ...a, ...a.other }, b)) ||
    (b.other !== undefined && agree(a, { ...b, ...b.other }))
  )
}

function isTwelveApart(a: Moment, b: Moment): boolean {
  const apart = Math.abs((a.minutes ?? 0) - (b.minutes ?? 0))
  return apart === 720 && (a.halfDay === true || b.halfDay === true)
}
