import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { existsSync, readFileSync } from '../../kept-fs.js'

const NAME = 'report-page.html'

/** The page without data, as the build left it in `dist`. */
export function pageTemplate(): string {
  // In a CommonJS build this is a path, not a URL.
  const here = import.meta.url.startsWith('file:') ? fileURLToPath(import.meta.url) : import.meta.url
  let folder = dirname(here)
  for (;;) {
    // Beside the bundle, or, from the sources, in the folder of the bundle.
    const found = [join(folder, NAME), join(folder, 'dist', NAME)].find((file) => existsSync(file))
    if (found !== undefined) return readFileSync(found, 'utf8')
    if (dirname(folder) === folder) throw new Error(`${NAME} is not there: npm run build makes it.`)
    folder = dirname(folder)
  }
}
