import { useEffect } from 'preact/hooks'

/** What a key does, by its name as in `KeyboardEvent.key`. */
export type Keys = Readonly<Record<string, () => void>>

/** Keys for the whole page. In a field only Escape counts, and with a modifier none does. */
export function useKeys(keys: Keys): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const action = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined
      if (action === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      const target = event.target instanceof Element ? event.target : null
      if (event.key !== 'Escape' && target?.closest('input, select, textarea, dialog') != null) return
      // Enter on a control is a press of that control.
      if (event.key === 'Enter' && target?.closest('a, button, summary') != null) return
      event.preventDefault()
      action()
    }
    addEventListener('keydown', press)
    return () => {
      removeEventListener('keydown', press)
    }
  }, [keys])
}
