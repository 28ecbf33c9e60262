import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const core = fileURLToPath(new URL('packages/core/src', import.meta.url))

export default defineConfig({
  test: {
    pool: 'forks',
    // Machines are shared: what is slow there must not fail for it.
    expect: { poll: { timeout: 20_000 } },
    // The second reporter writes what .ci/run counts.
    reporters: ['default', ['json', { outputFile: '.test-artifacts/vitest.json' }]],
    projects: [
      {
        extends: true,
        // Unit tests read the sources, so that one can be run without building first.
        resolve: {
          alias: [
            { find: /^@retrial\/core$/, replacement: `${core}/index.ts` },
            { find: /^@retrial\/core\/(\w+)$/, replacement: `${core}/$1/index.ts` },
          ],
        },
        test: {
          name: 'unit',
          setupFiles: [`${core}/testing/property-seed.ts`],
          include: ['packages/*/{src,page}/**/*.test.ts', '{fixtures,benchmarks}/src/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        // These run the built packages, in processes of their own.
        test: {
          name: 'e2e',
          include: ['packages/*/test/**/*.test.ts', 'examples/test/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
