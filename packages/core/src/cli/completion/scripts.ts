/**
 * Scripts by which shells complete `retrial`, as `retrial complete` answers: a line for each word, its description behind a
 * tab, and at the end `:0` where a path may stand there as well. What was typed is handed over as it is, and never run.
 */
export const SCRIPTS = {
  bash: `_retrial() {
  local reply line
  COMPREPLY=()
  reply=$(retrial complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) || return
  while IFS= read -r line; do
    case $line in
      :0) ;;
      :*) compopt +o default 2>/dev/null ;;
      *) COMPREPLY+=("\${line%%$'\\t'*}") ;;
    esac
  done <<< "$reply"
}
complete -o default -F _retrial retrial`,

  zsh: `#compdef retrial
_retrial() {
  local line
  local -a lines found
  lines=("\${(@f)$(retrial complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  for line in "\${(@)lines[1,-2]}"; do
    found+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  (( \${#found} )) && _describe retrial found
  [[ $lines[-1] == :0 ]] && _files
}
if [[ $funcstack[1] == _retrial ]]; then _retrial "$@"; else compdef _retrial retrial; fi`,

  fish: `function __retrial_complete
  set -l words (commandline -opc) (commandline -ct)
  retrial complete -- $words[2..-1] 2>/dev/null
end
complete -c retrial -f -a "(__retrial_complete | string match -v -r '^:')"
complete -c retrial -F -n "__retrial_complete | string match -q ':0'"`,

  powershell: `Register-ArgumentCompleter -Native -CommandName retrial -ScriptBlock {
  param($word, $ast, $position)
  $words = @($ast.CommandElements | Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
  if ($word -eq '') { $words += '' }
  & retrial complete '--' @words 2>$null | Where-Object { $_ -notmatch '^:' } | ForEach-Object {
    $value, $text = $_ -split "\`t", 2
    if (-not $text) { $text = $value }
    [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $text)
  }
}`,
} as const

export type Shell = keyof typeof SCRIPTS
