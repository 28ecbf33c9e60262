import { useEffect, useRef } from 'preact/hooks'

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['j', 'k'], 'next and previous replay'],
  [['Enter'], 'go to the open replay'],
  [['/'], 'search'],
  [['Esc'], 'back to the overview'],
  [['?'], 'this help'],
]

/** The keys, on top of the page. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    ref.current?.showModal()
  }, [])
  return (
    <dialog ref={ref} onClose={onClose} aria-labelledby="help-title" class="help">
      <h2 id="help-title">Keys</h2>
      <dl>
        {KEYS.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p>The address names the open replay and the filters: send it along with the file.</p>
      <button type="button" onClick={() => ref.current?.close()}>
        Close
      </button>
    </dialog>
  )
}
