/** Made-up secrets in the forms of real ones, put together here so that no scanner takes this file for a leak. */
const joined = (...parts: readonly string[]): string => parts.join('')
const filler = (length: number): string => 'a1B2c3D4e5F6g7H8i9J0'.repeat(10).slice(0, length)

export const API_KEYS: Readonly<Record<string, string>> = {
  openai: `sk-${filler(48)}`,
  'openai project': `sk-proj-${filler(40)}_${filler(40)}`,
  anthropic: `sk-ant-api03-${filler(60)}-${filler(20)}AA`,
  openrouter: `sk-or-v1-${'0a1b2c3d'.repeat(8)}`,
  stripe: `sk_live_${filler(24)}`,
  'stripe restricted': `rk_test_${filler(24)}`,
  'stripe webhook': `whsec_${filler(32)}`,
  google: `AIza${filler(35)}`,
  'google oauth': `ya29.${filler(60)}`,
  aws: joined('AKIA', 'IOSFODNN7EXAMPLE'),
  'aws temporary': joined('ASIA', 'Y34FZKBOKMUTVV7A'),
  github: `ghp_${filler(36)}`,
  'github app': `ghs_${filler(36)}`,
  'github fine-grained': `github_pat_${filler(22)}_${filler(59)}`,
  gitlab: `glpat-${filler(20)}`,
  npm: `npm_${filler(36)}`,
  slack: joined('xoxb-', '123456789012', `-${filler(24)}`),
  'slack app': `xapp-1-${filler(20)}`,
  'hugging face': `hf_${filler(34)}`,
  groq: `gsk_${filler(52)}`,
  xai: `xai-${filler(80)}`,
  perplexity: `pplx-${filler(48)}`,
  replicate: `r8_${filler(37)}`,
  nvidia: `nvapi-${filler(64)}`,
  databricks: `dapi${'0a1b2c3d'.repeat(4)}`,
  sendgrid: `SG.${filler(22)}.${filler(43)}`,
  mailgun: `key-${'0a1b2c3d'.repeat(4)}`,
  digitalocean: `dop_v1_${'0a1b2c3d'.repeat(8)}`,
  shopify: `shpat_${'0a1b2c3d'.repeat(4)}`,
  telegram: `123456789:AA${filler(33)}`,
}

export const JWT = joined(
  'eyJ',
  'hbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.',
  'eyJ',
  `zdWIiOiIxMjM0NTY3ODkwIn0.${filler(43)}`,
)
export const PEM = [
  '-----BEGIN RSA PRIVATE KEY-----',
  filler(64),
  filler(40),
  '-----END RSA PRIVATE KEY-----',
].join('\n')

/** One of each personal kind, from the examples of their standards and of card networks. */
export const PERSONAL = {
  email: 'anna.berg+shop@mail.example.com',
  phone: '+49 30 901820',
  ssn: '078-05-1120',
  card: '4111 1111 1111 1111',
  ip: '203.0.113.7',
  iban: 'GB82 WEST 1234 5698 7654 32',
} as const

/** What reads like a secret or a person's data and is none. */
export const HARMLESS: readonly string[] = [
  'f81d4fae-7dec-11d0-a765-00a0c91e6bf6',
  '12345678-1234-5678-1234-567812345678',
  '0191f2c4-1234-7abc-8def-0123456789ab',
  '1700000000123',
  'at 1700000000123 and 1700000000',
  '2026-11-22T10:00:00.000Z',
  '2026-11-22 10:00:00',
  '12:34:56',
  '1234567890',
  '4111111111111112',
  '123-45-67890',
  '3.141592653589793',
  'v1.2.3',
  '10.5281/zenodo.1234567',
  'order 4111-2222 of 2026-01-15',
  'chatcmpl-7d9ed3b36019c66fe3fc02ff3ba53',
  'req_011CSHoEeqs5C35K2UUqR7Fy',
  'resp_67ccd2bed1ec8190b14f964abc0542670bb6a6b452d3795b',
  'sha256:e585b1f2ef7aca8f0d59ac65e57514693f33c9a894a1f582291b4c93a196fb62',
  'ask-me-anything-about-this-long-topic',
  'sk-circle-fade-dot-animation-class',
  'task-1234567890123456',
  'max_tokens: 1000, temperature: 0.5',
  'a bearer of good news, with basic understanding of it',
  'Basic understanding and bearer certificates',
  'The password: the customer forgot it. Secrets: none.',
  'Your token: expired',
  '{"usage":{"total_tokens":120,"prompt_tokens":85}}',
  '{"next_page_token":"CiAKGjBpNDd2Nmp2Zml2cXRwYjBpOXA"}',
  '{"token":null,"password":"","secret":false}',
  'password=null&token=undefined',
  'https://example.com/?q=key&page=2#section',
  'https://example.com/a@b?x=1:2@3',
  'std::vector<a::b>',
  'key=value',
  'secretary = "Anna"',
]
