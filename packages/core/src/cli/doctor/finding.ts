/** What one check of the doctor came to. */
export interface Finding {
  readonly check: string
  readonly state: 'ok' | 'warning' | 'failed'
  readonly message: string
}

export const ok = (check: string, message: string): Finding => ({ check, state: 'ok', message })
export const warning = (check: string, message: string): Finding => ({ check, state: 'warning', message })
export const failed = (check: string, message: string): Finding => ({ check, state: 'failed', message })
