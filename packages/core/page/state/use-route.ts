import { useCallback, useEffect, useState } from 'preact/hooks'
import { changedRoute, formatRoute, parseRoute, type Route } from './route.js'

/** Changes parts of the route; undefined takes one away. */
export type Go = (changes: { readonly [Name in keyof Route]?: Route[Name] | undefined }) => void

/** The route that the address names. What `go` changes makes no new entry in the history of the browser: links do. */
export function useRoute(): [Route, Go] {
  const [route, setRoute] = useState(() => parseRoute(location.hash))
  useEffect(() => {
    const follow = (): void => {
      setRoute(parseRoute(location.hash))
    }
    addEventListener('hashchange', follow)
    return () => {
      removeEventListener('hashchange', follow)
    }
  }, [])
  const go = useCallback<Go>((changes) => {
    const next = changedRoute(parseRoute(location.hash), changes)
    history.replaceState(null, '', formatRoute(next))
    setRoute(next)
  }, [])
  return [route, go]
}
