import { join } from 'node:path'
import { closeSync, openSync, writeFileSync } from '../kept-fs.js'

/**
 * Where a worker leaves rows for the reporter: one that is killed takes none with it that was left. One file for each process, as several write at a time.
 */
export class RowFile {
  private held: { readonly folder: string; readonly descriptor: number } | undefined
  private isHeld = false

  /** Keeps the file open from its next lines on: opening takes longer than writing. */
  hold(): void {
    this.isHeld = true
  }

  /**
   * Adds lines at the end.
   *
   * @param folder where the files are; it has to exist.
   * @throws what the file system does.
   */
  append(folder: string, lines: string): void {
    if (this.held?.folder !== folder) {
      this.close()
      this.held = { folder, descriptor: openSync(pathIn(folder), 'a') }
    }
    // Not by appendFileSync, which looks up what a test may have replaced.
    writeFileSync(this.held.descriptor, lines)
    if (!this.isHeld) this.close()
  }

  /** Closes the file. What comes later still reaches it. */
  release(): void {
    this.isHeld = false
    this.close()
  }

  private close(): void {
    if (this.held !== undefined) closeSync(this.held.descriptor)
    this.held = undefined
  }
}

function pathIn(folder: string): string {
  return join(folder, `${process.pid}.jsonl`)
}
