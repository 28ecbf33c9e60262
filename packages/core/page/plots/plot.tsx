import type { ComponentChildren } from 'preact'
import { useWidth } from '../state/use-width.js'

interface Props {
  readonly title: string
  /** What the plot says, in a sentence: for who cannot see it, and below it for all. */
  readonly summary: string
  readonly height: number
  readonly children: (width: number) => ComponentChildren
}

/** A titled drawing that is as wide as there is room. */
export function Plot({ title, summary, height, children }: Props) {
  const [ref, width] = useWidth<HTMLDivElement>()
  return (
    <figure class="plot">
      <h3>{title}</h3>
      <div ref={ref} style={{ height: `${height}px` }}>
        {width > 0 && (
          <svg width={width} height={height} role="img" aria-label={`${title}. ${summary}`}>
            {children(width)}
          </svg>
        )}
      </div>
      <figcaption>{summary}</figcaption>
    </figure>
  )
}
