import type { RefObject } from 'preact'
import type { Choices } from '../state/choices.js'
import type { Filters, Route } from '../state/route.js'
import type { Go } from '../state/use-route.js'
import { count, counted } from './numbers.js'

interface Props {
  readonly choices: Choices
  readonly route: Route
  readonly go: Go
  readonly searchRef: RefObject<HTMLInputElement | null>
  readonly shown: number
  readonly all: number
}

/** Which replays are listed. */
export function FilterBar({ choices, route, go, searchRef, shown, all }: Props) {
  const filtered = shown < all
  return (
    <div class="filters">
      <input
        ref={searchRef}
        type="search"
        aria-label="Search replays"
        placeholder="Search  ( / )"
        value={route.search ?? ''}
        onInput={({ currentTarget }) => {
          go({ search: currentTarget.value })
        }}
      />
      <div class="selects">
        <Choice
          name="verdict"
          label="verdicts"
          options={['failed', ...choices.verdicts]}
          route={route}
          go={go}
        />
        <Choice name="decision" label="decisions" options={choices.decisions} route={route} go={go} />
        <Choice name="policy" label="policies" options={choices.policies} route={route} go={go} />
        <Choice name="tag" label="tags" options={choices.tags} route={route} go={go} />
      </div>
      <p class="shown" role="status">
        {filtered ? `${count(shown)} of ${counted(all, 'replay')}` : counted(all, 'replay')}
        {Object.keys(route).some((name) => name !== 'replay') && (
          <button
            type="button"
            class="link"
            onClick={() => {
              go({
                search: undefined,
                decision: undefined,
                policy: undefined,
                verdict: undefined,
                tag: undefined,
              })
            }}
          >
            Show all
          </button>
        )}
      </p>
    </div>
  )
}

interface ChoiceProps {
  readonly name: Exclude<keyof Filters, 'search'>
  readonly label: string
  readonly options: readonly string[]
  readonly route: Route
  readonly go: Go
}

function Choice({ name, label, options, route, go }: ChoiceProps) {
  const value = route[name]
  if (options.length === 0 && value === undefined) return null
  return (
    <select
      aria-label={`Filter by ${name}`}
      class={value === undefined ? '' : 'is-set'}
      value={value ?? ''}
      onChange={({ currentTarget }) => {
        go({ [name]: currentTarget.value })
      }}
    >
      <option value="">All {label}</option>
      {/* An address may name what is not there. */}
      {(value === undefined || options.includes(value) ? options : [value, ...options]).map((option) => (
        <option key={option} value={option}>
          {option}
        </option>
      ))}
    </select>
  )
}
