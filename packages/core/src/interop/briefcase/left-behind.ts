import type { DecisionSnapshot } from '../../snapshot/types.js'

/** What of the snapshot stays behind: briefcase has no field for it. */
export function leftBehind({
  effects,
  usage,
  ownTimeMs,
  error,
  accepted,
  origin,
}: DecisionSnapshot): string[] {
  const parts = {
    'the tape (effects): a replay of the export reaches the real world': effects.length > 0,
    'token usage': usage !== undefined,
    ownTimeMs: ownTimeMs !== undefined,
    'accepted variants': accepted !== undefined,
    'the code of errors': error?.code !== undefined,
    'the origin of records imported from elsewhere': origin !== undefined && origin.system !== 'briefcase',
  }
  const left = Object.entries(parts).filter(([, isLeft]) => isLeft)
  return left.map(([what]) => `briefcase has no place for ${what}. It was left out.`)
}
