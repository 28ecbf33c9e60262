import { whenGone } from '../../when-gone.js'
import type { Answers, Chance, Clock, Environment } from './answers.js'
import { holdPatches } from './hold-patches.js'
import type { PatchGroup } from './patches.js'

/** What answers for the clock, chance and the environment in one call, from when it is opened until it is closed. */
export abstract class CallDeterminism implements Answers {
  date: Clock | undefined
  performance: Clock | undefined
  chance: Chance | undefined
  env: Environment | undefined
  /** How many contacts with the world have begun. */
  protected contacts = 0
  private release: () => void = () => undefined

  /** One more contact with the world begins. Readings of a clock are told apart by how many did. */
  contact(): void {
    this.contacts++
  }

  /** From now on code in the scope that holds this is answered. */
  open(): void {
    this.answer(() => this.contacts)
    const groups: PatchGroup[] = []
    if (this.date !== undefined || this.performance !== undefined) groups.push('clock')
    if (this.chance !== undefined) groups.push('chance')
    if (this.env !== undefined) groups.push('environment')
    const release = holdPatches(groups)
    // Of a call that never settles.
    const forget = whenGone(this, release)
    this.release = () => {
      forget()
      release()
    }
  }

  /** From now on the machine answers again; also the code that the call left running. */
  stop(): void {
    this.date = this.performance = this.chance = this.env = undefined
  }

  /** The same, and what was put in place goes away. */
  close(): void {
    this.stop()
    this.release()
    this.release = () => undefined
  }

  /** Sets what answers. */
  protected abstract answer(contacts: () => number): void
}
