import type { Timing } from './interleave.js'

/** A table of one benchmark; the first row is what the others are measured against. */
export function print(title: string, timings: readonly Timing[]): void {
  console.log(`\n${title}`)
  for (const { name, median, ratio } of timings) {
    console.log(`  ${name.padEnd(44)} ${median.toFixed(1).padStart(9)} µs   ${ratio.toFixed(2).padStart(6)}`)
  }
}
