const SLOT = Symbol.for('@retrial/core.run-settings')

/** The folder of the project under test: that of the runner's configuration, else the working directory. */
export function projectRoot(): string {
  // Set by the matchers, of whichever copy of the package.
  return (globalThis as { [SLOT]?: { readonly root?: string } })[SLOT]?.root ?? process.cwd()
}
