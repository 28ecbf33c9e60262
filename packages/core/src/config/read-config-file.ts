import { createRequire } from 'node:module'
import { readFileSync } from '../kept-fs.js'
import type * as Jiti from 'jiti'
import { UsageError } from '../errors.js'

/**
 * What a config file exports. Without waiting, as a setup file may need it, and anew each time.
 *
 * @throws UsageError `INVALID_CONFIG` for a file that cannot be read, parsed or run, or has no default export.
 */
export function readConfigFile(file: string): unknown {
  let found: unknown
  try {
    found = file.endsWith('.json') ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : run(file)
  } catch (cause) {
    throw new UsageError('INVALID_CONFIG', `${file} could not be loaded: ${describe(cause)}`, { cause })
  }
  if (typeof found === 'object' && found !== null && !Array.isArray(found)) return found
  throw new UsageError(
    'INVALID_CONFIG',
    `${file} exports no config. Write: export default defineConfig({ … })`,
  )
}

/** Loaded here and not at the top: most runs have no config to run. */
function run(file: string): unknown {
  const require = createRequire(import.meta.url)
  const { createJiti } = require('jiti') as typeof Jiti
  const jiti = createJiti(file, {
    fsCache: false,
    moduleCache: false,
    // The package that runs, wherever else it may be installed, in its cheapest form.
    alias: { '@retrial/core/config': require.resolve('@retrial/core/config') },
  })
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the setup files of jest cannot wait
  const exported = jiti(file) as { default?: unknown }
  return 'default' in exported ? exported.default : exported
}

function describe(cause: unknown): string {
  if (!(typeof cause === 'object' && cause !== null && 'message' in cause)) return String(cause)
  const { name = 'Error', message } = cause as { name?: unknown; message: unknown }
  return `${String(name)}: ${String(message)}`
}
