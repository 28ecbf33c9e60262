/**
 * What changes what tests come to though none of them imports it: `vitest --changed` runs them all again by it. Whole paths,
 * as a pattern that begins with `**` passes by folders with a dot.
 *
 * @param root of the project, where a config may be new.
 * @param paths the config file and the store, if they are on disk.
 * @returns patterns for `forceRerunTriggers`.
 */
export function rerunTriggers(root: string, paths: readonly (string | undefined)[]): string[] {
  const known = paths.flatMap((path) => (path === undefined ? [] : [`${literal(path)}{,/**}`]))
  return [`${literal(root)}/retrial.config.{ts,mts,js,mjs,cjs,json}`, ...known]
}

function literal(path: string): string {
  return path.replaceAll('\\', '/').replace(/[!*+?@|()[\]{}]/g, '\\$&')
}
