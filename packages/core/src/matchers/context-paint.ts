import type { Paint } from '../reporting/paint.js'
import type { MatcherContext } from './context.js'

/** Styles texts with the runner's own colours, which are off where its colours are off. */
export function contextPaint({ utils }: MatcherContext): Paint {
  return (style, text) => {
    switch (style) {
      case 'red':
      case 'yellow':
        return utils.RECEIVED_COLOR(text)
      case 'green':
      case 'cyan':
        return utils.EXPECTED_COLOR(text)
      case 'bold':
        return utils.BOLD_WEIGHT?.(text) ?? text
      case 'dim':
        return utils.DIM_COLOR?.(text) ?? text
    }
  }
}
