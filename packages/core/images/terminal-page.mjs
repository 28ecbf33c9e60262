const COLOURS = {
  30: '#16171a',
  31: '#f28b82',
  32: '#7bc99b',
  33: '#e0be6d',
  34: '#8fb0f5',
  35: '#d59bd7',
  36: '#79c7cf',
  37: '#e6e4df',
  90: '#8c8a85',
}
const ESCAPE = '\u001b'

/** A page that shows what a command printed to a terminal with colours. */
export function terminalPage(command, text) {
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: 0; background: #16171a; }
    pre {
      display: inline-block; box-sizing: border-box; min-width: 900px; margin: 0; padding: 22px 28px 26px;
      color: #e6e4df; font: 13.5px/1.6 'SF Mono', Menlo, Consolas, 'DejaVu Sans Mono', monospace;
    }
  </style><pre><span style="color:${COLOURS[32]}">$</span> <b>${escaped(command)}</b>\n${coloured(text)}</pre>`
}

/** The codes for colours and weight as spans; any other sequence is dropped. */
function coloured(text) {
  const style = {}
  return text
    .split(new RegExp(`${ESCAPE}\\[([\\d;]*)m`))
    .map((part, index) => {
      if (index % 2 === 1) {
        for (const code of part.split(';')) apply(style, Number(code))
        return ''
      }
      const css = Object.entries(style).map(([name, value]) => `${name}:${value}`)
      return part === '' ? '' : `<span style="${css.join(';')}">${escaped(part)}</span>`
    })
    .join('')
}

function apply(style, code) {
  if (code === 0) for (const name of Object.keys(style)) delete style[name]
  else if (code === 1) style['font-weight'] = 'bold'
  else if (code === 2) style.opacity = '.6'
  else if (code === 22) {
    delete style['font-weight']
    delete style.opacity
  } else if (code === 39) delete style.color
  else if (code === 49) delete style.background
  else if (code > 40 && code < 48) style.background = COLOURS[code - 10]
  else if (COLOURS[code] !== undefined) style.color = COLOURS[code]
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
