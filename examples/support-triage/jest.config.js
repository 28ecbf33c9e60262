export default {
  preset: '@retrial/jest-preset',
  transform: { '^.+\\.ts$': ['ts-jest', { diagnostics: false }] },
}
