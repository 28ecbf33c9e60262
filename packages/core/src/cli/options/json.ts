export const JSON_OPTION = ['--json', 'print JSON, for programs'] as const
