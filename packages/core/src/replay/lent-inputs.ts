import { parseSnapshot } from '../snapshot/serialize.js'
import type { DecisionSnapshot, Input } from '../snapshot/types.js'

/** In the place of inputs that the decision has: nobody is to take what it made of them for the recorded ones. */
const LENT: Input[] = []

/**
 * The inputs of a recording that was just read, handed to the decision as they are, for a replay of which nobody sees more
 * than the counts. A copy would take a sixth of the replay; here they are read once more where it does not match.
 */
export class LentInputs {
  private lent: Input[] | undefined
  private read: Input[] | undefined

  /** @param text what the recording was read from: JSON without tags. Its inputs are gone from it until `restore`. */
  constructor(
    private readonly recorded: DecisionSnapshot,
    private readonly text: string,
  ) {
    this.lent = recorded.inputs
    recorded.inputs = LENT
  }

  /** For one run: the decision may change them. */
  args(): unknown[] {
    const inputs = this.lent ?? parseSnapshot(this.text).inputs
    this.lent = undefined
    return inputs.map(({ value }) => value)
  }

  /** As they were recorded, whatever the decision has done. */
  asRecorded(): Input[] {
    return (this.read ??= parseSnapshot(this.text).inputs)
  }

  /** Puts them back, also into what was made of the recording. */
  restore(replayed?: DecisionSnapshot): void {
    this.recorded.inputs = this.asRecorded()
    if (replayed?.inputs === LENT) replayed.inputs = this.asRecorded()
  }
}
