import { Argument } from 'commander'
import { SCRIPTS, type Shell } from '../completion/scripts.js'
import { EXIT } from '../exit-code.js'
import { newVerb, type Verb } from '../verb.js'

/** Prints a script that asks `retrial complete` what may come next. */
export const completion: Verb = (terminal, ends) =>
  newVerb('completion', 'Prints a script by which a shell completes verbs, options and ids.', [
    ['completion bash >> ~/.bashrc', 'for bash'],
    ['completion zsh > "${fpath[1]}/_retrial"', 'for zsh'],
    ['completion fish > ~/.config/fish/completions/retrial.fish', 'for fish'],
    ['completion powershell >> $PROFILE', 'for PowerShell'],
  ])
    .addArgument(new Argument('<shell>', 'the shell it is for').choices(Object.keys(SCRIPTS)))
    .action(
      ends((shell: Shell) => {
        terminal.print(SCRIPTS[shell])
        return EXIT.ok
      }),
    )
