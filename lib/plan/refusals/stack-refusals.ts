import { tenantDisplayName } from '../../render/rendered-stack';
import { stackKind, stackNamed } from '../../render/stack-name';
import type { StackKind } from '../../render/stack-name';
import type { Refusal } from '../plan-document';
import type { TemplateChanges } from '../resource-changes';
import type { StackPair } from '../stack-pair';
import type { ComparedStack, Template } from './compared-stack';
import { contractRefusals } from './contract';
import { dataIn, dataRefusals } from './data';
import { hostRefusals, hostsOf } from './hosts';
import type { HostChange } from './hosts';
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
  return new ChangeJudge().judge(compared);
}

/** Judges changes, of which those of many stacks are the same. */
export class ChangeJudge {
  /** By what differs: the same object stands for the same parts of both templates. */
  private readonly judged = new WeakMap<TemplateChanges, JudgedTemplates>();

  judge(compared: ComparedStack): JudgedChange {
    const { pair, stack, changes } = compared;
    const judged = this.judged.get(changes) ?? judgedTemplates(compared);
    this.judged.set(changes, judged);
    const { hosts, newHosts, first, last } = judged;
    // Elsewhere it is another stack: how the two differ is no change of either.
    const isMoved = pair.before?.environment !== pair.after?.environment;
    const own = (refusals: readonly Refusal[]): readonly Refusal[] =>
      isMoved ? [] : refusals.map((refusal) => ({ ...refusal, stack }));
    return {
      newHosts,
      refusalsFor: withHosts([...moveRefusals(pair), ...own(first)], { stack, hosts }, own(last)),
    };
  }
}

/** Apart from the pair, which holds whole templates and would be kept with what is returned. */
function withHosts(
  first: readonly Refusal[],
  { stack, hosts }: { readonly stack: string; readonly hosts: HostChange },
  last: readonly Refusal[],
): JudgedChange['refusalsFor'] {
  return (newOwners) => [...first, ...hostRefusals(stack, hosts, newOwners), ...last];
}

/** What is refused of a change whichever stack it is of; hosts are judged with other stacks. */
interface JudgedTemplates {
  readonly hosts: HostChange;
  readonly newHosts: readonly string[];
  readonly first: readonly Refusal[];
  readonly last: readonly Refusal[];
}

function judgedTemplates(compared: ComparedStack): JudgedTemplates {
  const [had, has] = [hostsOf(compared.before), hostsOf(compared.after)];
  return {
    hosts: { had, has },
    newHosts: [...has.keys()].filter((host) => !had.has(host)),
    first: [...dataRefusals(compared), ...contractRefusals(compared)],
    last: [...permissionRefusals(compared), ...protectionRefusals(compared)],
  };
}

/** A stack that goes, with what it holds. `heir` is a stack that is added and looks like it under another name. */
export function removalRefusals(
  { stack }: StackPair,
  template: Template,
  heir: string | undefined,
): readonly Refusal[] {
  const { kind, id } = stackNamed(stack);
  if (kind === 'access') {
    const message = `the roles are removed that ${tenantDisplayName(id)} is deployed with.`;
    const next = 'Leave access as it is, or override this with who deploys the tenant from now on.';
    return [{ ...refuse('stack-removed', stack, stack, message), next }];
  }
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

/** What stays of a stack that goes to another cell of its account and Region. */
const LEFT_BEHIND: Readonly<Record<StackKind, string>> = {
  cell: 'its tenants stay',
  access: 'a role cannot be replaced under its name',
  tenant: 'its items stay in the table of the first',
};

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
          `it moves from cells/${before.cell} to cells/${after.cell}; ${LEFT_BEHIND[stackKind(stack)]}.`,
        ),
      ];
}
