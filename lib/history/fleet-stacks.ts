import type { Fleet } from '../fleet/fleet';
import { invariant } from '../diagnostics/invariant';
import { contractNamesIn } from '../plan/refusals/contract';
import { manifestDigest } from '../plan/stack-pair';
import type { ComparedPair, StackSide, UnchangedStack } from '../plan/stack-pair';
import { cellDisplayName, tenantDisplayName } from '../render/rendered-stack';
import type { RenderedStack } from '../render/rendered-stack';
import type { Workshop } from '../render/render-fleet';
import { tenantInputs } from '../render/stack-input';

/** The stacks of one state of a fleet, each rendered when it is asked for. */
export interface StateStacks {
  /** Display names. */
  readonly names: readonly string[];
  /** A text that is equal for stacks that were made of the same; undefined where only the stack itself can tell. */
  readonly inputOf: (name: string) => string | undefined;
  readonly render: (name: string) => Promise<StackSide>;
}

/** Of a fleet that does not exist yet. */
export const NO_STACKS: StateStacks = {
  names: [],
  inputOf: () => undefined,
  render: () => Promise.reject(new Error('a fleet that is not there has no stacks')),
};

/** What makes stacks of inputs. */
export type StackMaker = Pick<Workshop, 'renderCell' | 'stampTenant' | 'releaseDigest'>;

/** The stacks of a fleet, rendered by this program, each at its own release. */
export function fleetStacks(fleet: Fleet, rootFolder: string, maker: StackMaker): StateStacks {
  const inputOf = tenantInputs(fleet, rootFolder);
  const cells = new Map(fleet.cells.map((cell) => [cellDisplayName(cell.id), cell]));
  const tenants = new Map(fleet.tenants.map((tenant) => [tenantDisplayName(tenant.id), tenant]));
  return {
    names: [...cells.keys(), ...tenants.keys()],
    inputOf: (name) => {
      const [cell, tenant] = [cells.get(name), tenants.get(name)];
      return JSON.stringify(tenant === undefined ? [fleet.name, cell] : inputOf(tenant));
    },
    render: async (name) => {
      const tenant = tenants.get(name);
      const cell = cells.get(name) ?? fleet.cells.find(({ id }) => id === tenant?.cell);
      invariant(cell !== undefined, `${name} is a stack of the fleet`);
      return {
        release: (tenant ?? cell).release,
        cell: cell.id,
        environment: `aws://${cell.account}/${cell.region}`,
        ...(tenant === undefined
          ? { rendered: await maker.renderCell(fleet, cell) }
          : await maker.stampTenant(tenant.release, inputOf(tenant))),
      };
    },
  };
}

/**
 * Renders both states, one stack after the other by name, and compares their bytes. Nothing is kept of a stack that was
 * handed out: the templates of a fleet are more than a machine should hold.
 *
 * @param known Stacks that are known not to change.
 */
export async function* compareStates(
  before: StateStacks,
  after: StateStacks,
  known: ReadonlyMap<string, UnchangedStack> = new Map(),
): AsyncGenerator<ComparedPair, void, void> {
  const [had, has] = [new Set(before.names), new Set(after.names)];
  for (const stack of [...new Set([...had, ...has])].sort()) {
    const kept = known.get(stack);
    if (kept !== undefined) {
      yield { kind: 'unchanged', stack: kept };
      continue;
    }
    const head = has.has(stack) ? await after.render(stack) : undefined;
    const input = before.inputOf(stack);
    // The same input gives the same bytes, which the tests of rendering hold.
    const isSame =
      head !== undefined && input !== undefined && had.has(stack) && input === after.inputOf(stack);
    const base = isSame || !had.has(stack) ? undefined : await before.render(stack);
    if (head !== undefined && (isSame || (base !== undefined && isIdentical(base.rendered, head.rendered)))) {
      yield { kind: 'unchanged', stack: unchangedStack(stack, head) };
    } else {
      const pair = {
        stack,
        ...(base === undefined ? {} : { before: base }),
        ...(head === undefined ? {} : { after: head }),
      };
      yield { kind: 'changed', pair };
    }
  }
}

/** A stack as it is said of one that does not change. */
export function unchangedStack(stack: string, { rendered }: StackSide): UnchangedStack {
  return {
    stack,
    template: rendered.digest,
    manifest: manifestDigest(rendered),
    reads: contractNamesIn(rendered.template),
  };
}

function isIdentical(a: RenderedStack, b: RenderedStack): boolean {
  return a.template === b.template && a.assets === b.assets && a.artifacts === b.artifacts;
}
