/** Recorded text, line by line as it is. */
export function TextBlock({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <pre class="text" tabIndex={0} aria-label={label}>
      {text === '' ? <span class="muted">nothing</span> : text}
    </pre>
  )
}
