import { rmSync } from '../kept-fs.js'

/** Takes a temporary file or folder away; one that was never made, or cannot be removed, must not hide why. */
export function discard(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch {
    // The error that matters is on its way.
  }
}
