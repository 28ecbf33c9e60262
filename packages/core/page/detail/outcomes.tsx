import type { PageRecording } from '../../src/reporting/html/report-page-data.js'
import { counted } from '../parts/numbers.js'
import { Folded } from './folded.js'
import { SideBySide } from './side-by-side.js'
import { TextBlock } from './text-block.js'

interface Props {
  readonly recording: PageRecording
  /** Which accepted variant the replay was compared with, 1 for the first. */
  readonly variant: number | undefined
}

/** The whole outcome, beside that of the replay where it is at hand. */
export function Outcomes({ recording: { recorded, replayed, accepted }, variant }: Props) {
  const compared = variant === undefined ? undefined : accepted[variant - 1]
  const left = compared ?? recorded
  return (
    <>
      {replayed === undefined || replayed.text === left.text ? (
        <Folded title="Outcome" open={replayed === undefined}>
          <TextBlock text={left.text} label="Outcome" />
        </Folded>
      ) : (
        <Folded title="Outcome, whole" about="recorded at the left, replayed at the right">
          <SideBySide before={left.text} after={replayed.text} />
        </Folded>
      )}
      {accepted.length > 0 && (
        <Folded title="Accepted variants" about={counted(accepted.length, 'other outcome')}>
          {accepted.map(({ text, note }, index) => (
            <div key={index} class="variant">
              <p>
                Variant {index + 1}
                {note === undefined ? '' : `: ${note}`}
              </p>
              <TextBlock text={text} label={`Variant ${index + 1}`} />
            </div>
          ))}
        </Folded>
      )}
    </>
  )
}
