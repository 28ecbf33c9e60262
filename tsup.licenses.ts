import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** What an esbuild plugin is, as far as this one goes. */
interface Build {
  onEnd(callback: (result: { metafile?: { inputs: Record<string, unknown> } | undefined }) => void): void
}

const FILE = 'dist/THIRD-PARTY-LICENSES.txt'

/** The packages that are bundled into a folder, by all builds and in all formats together. */
const bundledInto = new Map<string, Set<string>>()

/** Writes down the licences of all packages of others that are bundled; they ask for it. */
export function thirdPartyLicenses(folder: string) {
  const bundled = bundledInto.get(folder) ?? new Set<string>()
  bundledInto.set(folder, bundled)
  return {
    name: 'third-party-licenses',
    setup(build: Build) {
      build.onEnd(({ metafile }) => {
        for (const input of Object.keys(metafile?.inputs ?? {})) {
          const [, packageFolder] = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input) ?? []
          if (packageFolder !== undefined) bundled.add(resolve(packageFolder))
        }
        if (bundled.size === 0) return
        mkdirSync(join(folder, 'dist'), { recursive: true })
        writeFileSync(join(folder, FILE), [...bundled].map(licenseOf).sort().join('\n'))
      })
    },
  }
}

function licenseOf(packageFolder: string): string {
  const { name, version, license } = JSON.parse(
    readFileSync(join(packageFolder, 'package.json'), 'utf8'),
  ) as Record<string, string>
  const file = readdirSync(packageFolder).find((entry) => /^licen[cs]e(?:\.|$)/i.test(entry))
  const path = join(packageFolder, file ?? '')
  const text =
    file !== undefined && existsSync(path) ? readFileSync(path, 'utf8').trim() : 'See its repository.'
  return `${name} ${version} (${license})\n\n${text}\n\n${'-'.repeat(72)}\n`
}
