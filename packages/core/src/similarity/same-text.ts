import { codeApart } from './code-apart.js'
import { signsApart } from './signs.js'
import { sameCode } from './same-code.js'
import { sameLabel } from './same-label.js'
import { sameWording } from './same-wording.js'
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
  const same =
    recorded === replayed || ([recorded, replayed].some(isWritten) && sameLabel(recorded, replayed))
  return same ? undefined : 'exact'
}

/** Emphasis of a whole text is none. */
function withoutEmphasis(text: string): string {
  return /^\s*(?<mark>\*{1,3}|_{1,3})(?<bare>[^*_]+)\k<mark>\s*$/.exec(text)?.groups?.['bare'] ?? text
}

/** What stands for itself, such as an id, is the same or another; words are written in more than one way. */
function isWritten(text: string): boolean {
  return (
    textKind(text) === 'label' ||
    /^(?=.*\p{L}{3})\S+ \S/u.test(text) ||
    /^\p{Emoji_Presentation}\s*\p{L}{2,}/u.test(text)
  )
}
