import type { Argument, Command, Option } from 'commander';

/** What the words of a command line may name. */
export type Nameable = 'release' | 'stack' | 'tenant';

/** Looks up what there is; called only where such a name may stand. */
export type NamesOf = (kind: Nameable) => readonly string[];

/** What stands in the brackets of an argument or an option, where it is the name of something that there is. */
const NAMEABLES: Readonly<Record<string, Nameable>> = {
  from: 'release',
  release: 'release',
  stack: 'stack',
  tenant: 'tenant',
  to: 'release',
};

/**
 * What may stand in the place of the last of these words, which may be empty or half written: commands, options, and
 * names of what there is. Nothing where only the user knows, as with a file.
 */
export function completeWords(
  program: Command,
  words: readonly string[],
  namesOf: NamesOf,
): readonly string[] {
  const word = words.at(-1) ?? '';
  const { command, operands, open } = positionOf(program, words.slice(0, -1));
  return candidates(command, operands, open, word, namesOf).filter((name) => name.startsWith(word));
}

/** Where on the command line somebody is. */
interface Position {
  readonly command: Command;
  /** Words that are neither commands nor options nor their values. */
  readonly operands: number;
  /** The option whose value comes next. */
  readonly open: Option | undefined;
}

function positionOf(program: Command, before: readonly string[]): Position {
  let position: Position = { command: program, operands: 0, open: undefined };
  for (const word of before) {
    position = after(position, word);
  }
  return position;
}

function after({ command, operands, open }: Position, word: string): Position {
  if (word.startsWith('-')) {
    const option = command.options.find(({ long, short }) => word === long || word === short);
    return { command, operands, open: takesValue(option) ? option : undefined };
  }
  if (open !== undefined) {
    return { command, operands, open: open.variadic ? open : undefined };
  }
  const next = command.commands.find((one) => one.name() === word);
  return next === undefined
    ? { command, operands: operands + 1, open: undefined }
    : { command: next, operands: 0, open: undefined };
}

function takesValue(option: Option | undefined): boolean {
  return option !== undefined && (option.required || option.optional);
}

function candidates(
  command: Command,
  operands: number,
  open: Option | undefined,
  word: string,
  namesOf: NamesOf,
): readonly string[] {
  if (word.startsWith('-')) {
    return [...command.options.flatMap(({ long, hidden }) => (hidden ? [] : (long ?? []))), '--help'];
  }
  if (open !== undefined) {
    const named = namesIn(open.flags.split('<')[1] ?? '', open.argChoices, namesOf);
    // What takes many values may have had its last.
    return open.variadic ? [...named, ...placeNames(command, operands, namesOf)] : named;
  }
  return [...(operands === 0 ? shownCommands(command) : []), ...placeNames(command, operands, namesOf)];
}

function shownCommands(command: Command): readonly string[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => one.name());
}

function placeNames(command: Command, operands: number, namesOf: NamesOf): readonly string[] {
  const { registeredArguments } = command;
  const last: Argument | undefined = registeredArguments.at(-1);
  const place = registeredArguments[operands] ?? (last?.variadic === true ? last : undefined);
  return place === undefined ? [] : namesIn(place.name(), place.argChoices, namesOf);
}

function namesIn(
  placeholder: string,
  choices: readonly string[] | undefined,
  namesOf: NamesOf,
): readonly string[] {
  const kind = NAMEABLES[/^[a-z]+/.exec(placeholder)?.[0] ?? ''];
  return choices ?? (kind === undefined ? [] : namesOf(kind));
}
