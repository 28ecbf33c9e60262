import { describeNamedImports, vitestRunner } from '@retrial/fixtures/adapters'

for (const pool of ['vmForks', 'vmThreads'] as const) {
  describeNamedImports(vitestRunner({ pool }), { sandbox: true })
}
for (const pool of ['forks', 'threads'] as const) {
  describeNamedImports(vitestRunner({ pool }), { sandbox: false, notAnswered: ['kept by CommonJS'] })
}

const config = `import { retrial } from '@retrial/vitest-plugin'

export default {
  plugins: [retrial()],
  test: { globals: true, pool: 'vmThreads', setupFiles: ['./early.mjs'] },
}
`
const { files, ...runner } = vitestRunner({ pool: 'vmThreads', config })
const early = "import { randomUUID } from 'node:crypto'\nglobalThis.early = randomUUID()\n"
describeNamedImports(
  { ...runner, name: `${runner.name} with a setup file`, files: { ...files, 'early.mjs': early } },
  { sandbox: true },
)
