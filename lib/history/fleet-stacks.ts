import type { Cell, Fleet, Tenant } from '../fleet/fleet';
import { invariant } from '../diagnostics/invariant';
import { contractNamesIn } from '../plan/refusals/contract';
import { manifestDigest } from '../plan/stack-pair';
import type { ComparedPair, StackSide, UnchangedStack } from '../plan/stack-pair';
import { accessDisplayName, cellDisplayName, tenantDisplayName } from '../render/rendered-stack';
import type { RenderedStack } from '../render/rendered-stack';
import type { Workshop } from '../render/render-fleet';
import { compareStacks, stackKind } from '../render/stack-name';
import { accessInput, tenantInputs } from '../render/stack-input';

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
export type StackMaker = Pick<Workshop, 'renderCell' | 'stampAccess' | 'stampTenant' | 'releaseDigest'>;

/** The stacks of a fleet, rendered by this program, each at its own release; roles of tenants at that of their cell. */
export function fleetStacks(fleet: Fleet, rootFolder: string, maker: StackMaker): StateStacks {
  const inputOf = tenantInputs(fleet, rootFolder);
  const cells = new Map(fleet.cells.map((cell) => [cell.id, cell]));
  const ofCells = fleet.cells.map((cell) => [cellDisplayName(cell.id), { cell }] as const);
  const ofTenants = fleet.tenants.map((tenant) => {
    const cell = cells.get(tenant.cell);
    invariant(cell !== undefined, `tenant ${tenant.id} is of a cell that the fleet has`);
    return [tenantDisplayName(tenant.id), { cell, tenant }] as const;
  });
  const ofAccess = ofTenants.flatMap(([, made]) =>
    made.cell.access === undefined ? [] : [[accessDisplayName(made.tenant.id), made] as const],
  );
  const stacks = new Map<string, MadeOf>([...ofCells, ...ofAccess, ...ofTenants]);
  return {
    names: [...stacks.keys()],
    inputOf: (name) => {
      const { cell, tenant } = theStack(stacks, name);
      return JSON.stringify(
        tenant === undefined
          ? [fleet.name, cell]
          : stackKind(name) === 'access'
            ? accessInput(fleet, cell, tenant)
            : inputOf(tenant),
      );
    },
    render: async (name) => {
      const { cell, tenant } = theStack(stacks, name);
      const place = { cell: cell.id, environment: `aws://${cell.account}/${cell.region}` };
      if (tenant === undefined) {
        return { release: cell.release, ...place, rendered: await maker.renderCell(fleet, cell) };
      }
      if (stackKind(name) === 'access') {
        const stamped = await maker.stampAccess(fleet, cell, tenant);
        invariant(stamped !== undefined, `${name} is a stack of a cell that gives its tenants roles`);
        return { release: cell.release, ...place, ...stamped };
      }
      return {
        release: tenant.release,
        ...place,
        ...(await maker.stampTenant(tenant.release, inputOf(tenant))),
      };
    },
  };
}

/** What a stack is made of. */
interface MadeOf {
  readonly cell: Cell;
  /** Left out for a cell. */
  readonly tenant?: Tenant;
}

function theStack(stacks: ReadonlyMap<string, MadeOf>, name: string): MadeOf {
  const found = stacks.get(name);
  invariant(found !== undefined, `${name} is a stack of the fleet`);
  return found;
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
  for (const stack of [...new Set([...had, ...has])].sort(compareStacks)) {
    const kept = known.get(stack);
    if (kept !== undefined) {
      yield { kind: 'unchanged', stack: kept };
      continue;
    }
    const head = has.has(stack) ? await after.render(stack) : undefined;
    const input = had.has(stack) ? before.inputOf(stack) : undefined;
    // The same input gives the same bytes, which the tests of rendering hold.
    const isSame = head !== undefined && input !== undefined && input === after.inputOf(stack);
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
