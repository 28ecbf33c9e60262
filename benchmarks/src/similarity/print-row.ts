/** A row of a table: what it is of, and its cells to the right of it. */
export function printRow(name: string, cells: readonly (string | number)[]): void {
  console.log(`${name.padEnd(28)}${cells.map((cell) => String(cell).padStart(17)).join('')}`)
}
