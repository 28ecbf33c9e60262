import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'

interface Props {
  readonly title: string
  readonly open?: boolean
  /** A few words after the title. */
  readonly about?: string
  readonly children: ComponentChildren
}

/** A part that is shown when asked for; until then nothing of it is made. */
export function Folded({ title, open = false, about, children }: Props) {
  const [opened, setOpened] = useState(open)
  return (
    <details
      class="folded"
      open={opened}
      onToggle={({ currentTarget }) => {
        setOpened(currentTarget.open)
      }}
    >
      <summary>
        <h3>{title}</h3>
        {about !== undefined && <span class="muted">{about}</span>}
      </summary>
      {opened && children}
    </details>
  )
}
