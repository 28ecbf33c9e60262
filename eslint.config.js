import { defineConfig, globalIgnores } from 'eslint/config'
import prettier from 'eslint-config-prettier'
import tseslint from 'typescript-eslint'

const TESTS = ['**/*.test.ts', '**/testing/**', 'packages/*/test/**', 'packages/*/test-types/**']

/**
 * The rooms of packages/core/src, and into which of the other rooms each may look. Where only the types of a room
 * are meant, it is named in `types`. Files beside the rooms (errors.ts, limits.ts …) are open to all of them.
 */
const ROOMS = {
  decision: { values: [], types: ['snapshot'] },
  snapshot: { values: [], types: ['decision'] },
  effects: { values: ['decision', 'snapshot'], types: [] },
  providers: { values: ['snapshot', 'effects'], types: [] },
  diff: { values: ['snapshot'], types: [] },
  store: { values: ['snapshot'], types: [] },
  working: { values: ['store'], types: [] },
  similarity: { values: ['snapshot', 'working'], types: [] },
  policy: { values: ['snapshot', 'diff', 'similarity'], types: [] },
  interop: { values: ['snapshot', 'store'], types: [] },
  recording: { values: ['decision', 'snapshot', 'effects', 'providers', 'store'], types: [] },
  replay: {
    values: [
      'decision',
      'snapshot',
      'effects',
      'providers',
      'diff',
      'similarity',
      'policy',
      'store',
      'recording',
    ],
    types: [],
  },
  reporting: { values: ['snapshot', 'diff', 'policy', 'store', 'replay', 'working'], types: [] },
  config: { values: ['decision', 'snapshot', 'similarity', 'store'], types: ['replay'] },
  pending: { values: ['snapshot', 'store', 'replay'], types: [] },
  gate: { values: ['snapshot', 'diff', 'policy', 'store', 'replay', 'reporting', 'config'], types: [] },
  cli: {
    values: [
      ...['decision', 'snapshot', 'diff', 'policy', 'similarity', 'store', 'working', 'interop', 'recording'],
      ...['replay', 'reporting', 'config', 'pending', 'gate'],
    ],
    types: [],
  },
  matchers: {
    values: [
      ...['decision', 'snapshot', 'diff', 'policy', 'store', 'working', 'recording', 'replay', 'reporting'],
      ...['config', 'pending'],
    ],
    types: [],
  },
}

export default defineConfig(
  globalIgnores(['**/dist/', '**/coverage/', '**/.retrial/', '**/.test-artifacts/']),

  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // `async` also turns a throw into a rejection.
      '@typescript-eslint/require-await': 'off',
      // Brackets may say that a key is not declared.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      // Wrong about Node's factory functions (`zlib.createGzip()` is a Gzip).
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Asks for `!`, which no-non-null-assertion forbids.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // `void host.getter` says that a getter is read for its effect.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { varsIgnorePattern: '^_', argsIgnorePattern: '^_' }],
    },
  },

  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.recommended, tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { console: 'readonly', process: 'readonly' } },
  },

  {
    name: 'the library prints nothing; a reporter or the command line does',
    files: ['packages/*/src/**', 'fixtures/src/**'],
    ignores: ['packages/*/src/reporter.ts', 'packages/core/src/cli/**', ...TESTS],
    rules: {
      'no-console': 'error',
      'no-restricted-properties': [
        'error',
        ...['stdout', 'stderr'].map((property) => ({
          object: 'process',
          property,
          message: 'Return the text; a reporter or the command line prints it.',
        })),
      ],
    },
  },

  {
    name: 'no mock of a test reaches the files of core',
    files: ['packages/core/src/**'],
    ignores: ['packages/core/src/kept-fs.ts', ...TESTS],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ImportDeclaration[importKind="value"][source.value=/^(node:)?fs$/]',
          message: 'Import it from kept-fs.ts: what a test puts in the place of node:fs is none of ours.',
        },
      ],
    },
  },

  {
    name: 'core knows no test runner',
    files: ['packages/core/src/**'],
    ignores: TESTS,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?:@?vitest|@?jest|@retrial/(?:vitest-plugin|jest-preset))(?:/|$)',
              message: 'Adapters depend on core, never the other way round.',
            },
          ],
        },
      ],
    },
  },

  ...Object.entries(ROOMS).map(([room, { values, types }]) => ({
    name: `what ${room} may import`,
    files: [`packages/core/src/${room}/**`],
    ignores: TESTS,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            fromRooms(
              Object.keys(ROOMS).filter((other) => ![room, ...values, ...types].includes(other)),
              { message: `${room} may not look into this folder. The arrows are in CONTRIBUTING.md.` },
            ),
            fromRooms(types, {
              allowTypeImports: true,
              message: `${room} may use only types of this folder. The arrows are in CONTRIBUTING.md.`,
            }),
          ],
        },
      ],
    },
  })),

  {
    files: TESTS,
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/only-throw-error': 'off',
    },
  },

  prettier,
)

function fromRooms(rooms, rest) {
  return { regex: `^(?:\\.\\./)+(?:${rooms.join('|') || '$.'})/`, ...rest }
}
