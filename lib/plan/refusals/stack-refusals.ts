import type { Refusal } from '../plan-document';
import type { StackPair } from '../stack-pair';
import type { ComparedStack, Template } from './compared-stack';
import { contractRefusals } from './contract';
import { dataIn, dataRefusals } from './data';
import { hostRefusals, hostsOf } from './hosts';
import { permissionRefusals } from './permissions';
import { protectionRefusals } from './protections';
import { refuse } from './refusal-catalogue';

/** What a change of a stack that both states have is refused for. */
export function changeRefusals(
  compared: ComparedStack,
  newOwners: ReadonlyMap<string, string>,
): readonly Refusal[] {
  return judgedChange(compared).refusalsFor(newOwners);
}

/** A change that was judged, as far as it can be without the other stacks. Nothing of its templates is kept. */
export interface JudgedChange {
  /** Hosts that the stack begins to answer to. */
  readonly newHosts: readonly string[];
  readonly refusalsFor: (newOwners: ReadonlyMap<string, string>) => readonly Refusal[];
}

export function judgedChange(compared: ComparedStack): JudgedChange {
  const { pair, stack } = compared;
  const { before, after } = pair;
  const [had, has] = [hostsOf(compared.before), hostsOf(compared.after)];
  // Elsewhere it is another stack: how the two differ is no change of either.
  const isMoved = before?.environment !== after?.environment;
  const first = [
    ...moveRefusals(pair),
    ...(isMoved ? [] : [...dataRefusals(compared), ...contractRefusals(compared)]),
  ];
  const last = isMoved ? [] : [...permissionRefusals(compared), ...protectionRefusals(compared)];
  return {
    newHosts: [...has.keys()].filter((host) => !had.has(host)),
    refusalsFor: (newOwners) => [...first, ...hostRefusals(stack, { had, has }, newOwners), ...last],
  };
}

/** A stack that goes, with what it holds. `heir` is a stack that is added and looks like it under another name. */
export function removalRefusals(
  { stack }: StackPair,
  template: Template,
  heir: string | undefined,
): readonly Refusal[] {
  const hosts = [...hostsOf(template).keys()];
  const data = dataIn(template);
  const what = [
    ...(hosts.length === 0 ? [] : [`answers to ${hosts.join(', ')}`]),
    ...(data.length === 0 ? [] : [`holds ${data.join(', ')}`]),
  ].join(' and ');
  const message =
    heir === undefined
      ? `the stack is removed; it ${what}.`
      : `the stack is removed and ${heir} is added, which looks like it under another name. A stack cannot be renamed: the new one starts empty. The old one ${what}.`;
  return [refuse('stack-removed', stack, stack, message)];
}

function moveRefusals({ stack, before, after }: StackPair): readonly Refusal[] {
  if (before === undefined || after === undefined) {
    return [];
  }
  if (before.environment !== after.environment) {
    const message = `it moves from ${before.environment} to ${after.environment}, where a new stack starts empty.`;
    return [refuse('stack-moved', stack, stack, message)];
  }
  return before.cell === after.cell
    ? []
    : [
        refuse(
          'stack-moved',
          stack,
          stack,
          `it moves from cells/${before.cell} to cells/${after.cell}; its items stay in the table of the first.`,
        ),
      ];
}
