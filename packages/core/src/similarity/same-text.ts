import { normalText } from '../snapshot/tolerant.js'
import { codeApart } from './code-apart.js'
import { signsApart } from './signs.js'
import { plainSpacing, sameWording } from './same-wording.js'
import type { TextPair } from './scorer.js'
import { textKind } from './text-kind.js'

/**
 * Compares two texts as what they are.
 *
 * @returns undefined where they are the same, the prose of both where that is for a scorer to say, else why they are not.
 */
export function sameText(
  recorded: string,
  replayed: string,
): TextPair | 'exact' | 'code' | 'signs' | undefined {
  const [was, is] = [codeApart(recorded), codeApart(replayed)]
  if (!sameCode(was.code.join('\n'), is.code.join('\n'))) return 'code'
  return samePart(was.prose, is.prose)
}

function samePart(written: string, rewritten: string): ReturnType<typeof sameText> {
  const [recorded, replayed] = [withoutEmphasis(written), withoutEmphasis(rewritten)]
  const kinds = [textKind(recorded), textKind(replayed)]
  if (kinds.includes('code')) return sameCode(recorded, replayed) ? undefined : 'code'
  if (kinds.every((kind) => kind === 'prose')) {
    if (sameWording(recorded, replayed)) return undefined
    return signsApart(recorded, replayed) ? 'signs' : { recorded, replayed }
  }
  const same = kinds.every((kind) => kind === 'label')
    ? labelOf(recorded) === labelOf(replayed)
    : recorded === replayed
  return same ? undefined : 'exact'
}

/** Emphasis of a whole text is none. */
function withoutEmphasis(text: string): string {
  return /^\s*(?<mark>\*{1,3}|_{1,3})(?<bare>[^*_]+)\k<mark>\s*$/.exec(text)?.groups?.['bare'] ?? text
}

function sameCode(recorded: string, replayed: string): boolean {
  return normalText(recorded) === normalText(replayed)
}

function labelOf(text: string): string {
  return plainSpacing(text)
    .replace(/[.。]$/, '')
    .toLowerCase()
}
