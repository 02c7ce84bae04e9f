import { resolve } from 'node:path';

import { Argument } from 'commander';
import type { Command } from 'commander';

import { examples } from './command-options';
import type { Finish } from './command-options';
import type { Nameable } from './complete-words';
import { EXIT } from './exit-code';
import type { Host } from './host';

const SHELLS = ['bash', 'zsh', 'fish'] as const;

type Shell = (typeof SHELLS)[number];

/** What a shell calls with the words so far; nobody types it, so no help shows it. */
const COMPLETE = 'complete';

/**
 * What a shell is to be told. Each asks the program itself, so that it knows the tenants of today, and falls back to
 * files where the program knows nothing.
 */
const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `_multiplex() {
  local IFS=$'\\n'
  COMPREPLY=($(multiplex ${COMPLETE} -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
}
complete -o default -F _multiplex multiplex
`,
  zsh: `#compdef multiplex
_multiplex() {
  local -a found
  found=("\${(@f)$(multiplex ${COMPLETE} -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -a found; else _files; fi
}
compdef _multiplex multiplex
`,
  fish: `function __multiplex_complete
  set -l words (commandline -opc) (commandline -ct)
  multiplex ${COMPLETE} -- $words[2..-1] 2>/dev/null
end
complete -c multiplex -a '(__multiplex_complete)'
`,
};

export function addCompletion(program: Command, host: Host, finish: Finish): void {
  program
    .command('completion')
    .summary('print what makes a shell complete commands, tenants and releases')
    .description(
      'Prints a script for your shell, which completes commands, options, tenants and releases. It calls `multiplex`, so have node_modules/.bin in your PATH, or an alias.',
    )
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      examples('multiplex completion bash >> ~/.bashrc', 'multiplex completion fish | source'),
    )
    .action((shell: Shell) => {
      host.stdout(SCRIPTS[shell]);
      finish(EXIT.fine);
    });
  program
    .command(`${COMPLETE} [words...]`, { hidden: true })
    .description('Prints what may stand in the place of the last word, one a line.')
    .action(async (words: readonly string[]) => {
      const { completeWords } = await import('./complete-words');
      const { namesIn } = await import('./names-in');
      const folder = resolve(host.cwd, folderIn(words));
      const found = completeWords(program, words, (kind: Nameable) => namesIn(folder, kind));
      host.stdout(found.map((name) => `${name}\n`).join(''));
      finish(EXIT.fine);
    });
}

/** The fleet that the words are about. */
function folderIn(words: readonly string[]): string {
  const at = words.indexOf('--fleet');
  return (at < 0 ? undefined : words[at + 1]) ?? '.';
}
