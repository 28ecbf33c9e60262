import { X509Certificate } from 'node:crypto'
import { expect, test } from 'vitest'
import { selfSigned } from './self-signed.js'

test('a certificate that verifies with its own key, for 127.0.0.1 alone', () => {
  const certificate = new X509Certificate(selfSigned().cert)
  expect(certificate.verify(certificate.publicKey)).toBe(true)
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1')
  expect(certificate.checkIP('127.0.0.2')).toBeUndefined()
  expect(new Date(certificate.validTo).getUTCFullYear()).toBe(2049)
})
