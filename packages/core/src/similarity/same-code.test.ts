import { expect, test } from 'vitest'
import { sameCode } from './same-code.js'

test.each<[boolean, string, string, string]>([
  [true, 'braces', 'function f(a){return a>5?0:a;}', 'function f(a) {\n  return a > 5 ? 0 : a;\n}'],
  [true, 'SQL over lines', 'SELECT a FROM b WHERE c = 1;', 'SELECT a\nFROM b\nWHERE c=1;'],
  [true, 'a command that goes on', 'docker run --rm -p 80:80 x', 'docker run --rm \\\n  -p 80:80 x'],
  [true, 'a formula', '=IF(A1>=18,"EU",0)', '=IF( A1 >= 18, "EU", 0 )'],
  [false, 'another operator', 'f(){ a+b; }', 'f(){ a-b; }'],
  [false, 'an operator in two', 'f(){ a >= b; }', 'f(){ a > = b; }'],
  [false, 'space in a text', '=F("a b")', '=F("ab")'],
  [false, 'words that grow together', 'SELECT a b', 'SELECT ab'],
  [false, 'indentation of Python', 'if a:\n  b()\n  c()', 'if a:\n  b()\nc()'],
  [false, 'a comment that swallows a line', 'f(){ // x\n a; }', 'f(){ // x a; }'],
  [false, 'a line after return', 'f(){ return\n a; }', 'f(){ return a; }'],
  [false, 'another option', 'docker run --rm \\\n x', 'docker run --init x'],
])('%s: %s', (same, _what, one, other) => {
  expect(sameCode(one, other)).toBe(same)
  expect(sameCode(other, one)).toBe(same)
})

test.each([
  ['openings', '{'.repeat(50_000)],
  ['commands', '\n if a'.repeat(20_000)],
  ['quotes', '"\\'.repeat(30_000)],
])('long code takes linear time: %s', (_what, code) => {
  expect(sameCode(`{${code} a}`, `{${code} b}`)).toBe(false)
})
