import type { PageEffect, PageRecording, PageRow } from '../../src/reporting/html/report-page-data.js'
import { counted, duration } from '../parts/numbers.js'
import { Folded } from './folded.js'
import { Miss } from './miss.js'
import { TextBlock } from './text-block.js'

interface Props {
  readonly row: PageRow
  readonly recording: PageRecording | undefined
}

/** The contacts with the world in their order; what the replay asked and nobody recorded stands where it is nearest. */
export function Tape({ row: { misses = [] }, recording }: Props) {
  const tape = recording?.tape ?? []
  const omitted = recording?.omittedEffects ?? 0
  if (tape.length + misses.length === 0) return null
  const after = (position: number) =>
    misses
      .filter((miss) => placeOf(miss, tape.length) === position)
      .map((miss) => <Miss key={miss.position} miss={miss} />)
  const longest = Math.max(...tape.map(({ durationMs }) => durationMs), 1)
  const about = `${counted(tape.length + omitted, 'contact')} recorded${misses.length === 0 ? '' : `, ${counted(misses.length, 'miss', 'misses')}`}`
  return (
    <Folded
      title="Tape"
      about={recording === undefined ? counted(misses.length, 'miss', 'misses') : about}
      open={misses.length > 0}
    >
      <ol class="tape">
        {after(0)}
        {tape.map((effect, index) => [
          <Contact key={index} effect={effect} position={index + 1} longest={longest} />,
          ...after(index + 1),
        ])}
      </ol>
      {omitted > 0 && <p class="muted">… and {counted(omitted, 'more contact')}</p>}
    </Folded>
  )
}

/** After the contact that is nearest, else where in its order the replay asked. */
function placeOf({ nearest, position }: NonNullable<PageRow['misses']>[number], length: number): number {
  return Math.min(nearest?.position ?? position - 1, length)
}

interface ContactProps {
  readonly effect: PageEffect
  readonly position: number
  readonly longest: number
}

function Contact({ effect, position, longest }: ContactProps) {
  return (
    <li class={effect.failed ? 'contact is-failed' : 'contact'}>
      <details>
        <summary>
          <span class="position">{position}</span>
          <span class="title">{effect.title}</span>
          <span class="end">{effect.end}</span>
          <span class="span" aria-hidden="true">
            <span style={{ width: `${Math.max(1, (effect.durationMs / longest) * 100)}%` }} />
          </span>
          <span class="time">{duration(effect.durationMs)}</span>
        </summary>
        <div class="exchange">
          <div>
            <h4>{effect.kind === 'http' ? 'Request' : 'Arguments'}</h4>
            <TextBlock text={effect.request} label={`Request of contact ${position}`} />
          </div>
          <div>
            <h4>Answer</h4>
            <TextBlock text={effect.answer} label={`Answer of contact ${position}`} />
          </div>
        </div>
      </details>
    </li>
  )
}
