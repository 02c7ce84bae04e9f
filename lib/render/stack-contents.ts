import type { Cell, Fleet, Tenant } from '../fleet/fleet';
import { accessDisplayName, cellDisplayName, tenantDisplayName } from './rendered-stack';
import { Workshop } from './render-fleet';
import type { RenderOptions } from './render-fleet';
import { tenantInputs } from './stack-input';

/** What a stack holds, as far as quotas of AWS count it. */
export interface StackContents {
  /** Display name. */
  readonly stack: string;
  readonly kind: 'cell' | 'access' | 'tenant';
  /** Id of the cell that it is or stands in. */
  readonly cell: string;
  /** How many resources it has of each type that it has. */
  readonly types: Readonly<Record<string, number>>;
  readonly templateBytes: number;
  /** Certificate of the hosts that it answers at, where that is one of its own. */
  readonly certificateArn?: string;
}

type Resources = Readonly<Record<string, { readonly Type: string }>>;

/** Counts what stacks hold, in their templates; once for all tenants of a shape, since nothing but values differs. */
export class StackCounter {
  private readonly workshop: Workshop;
  private readonly rootFolder: string;
  private readonly typesOfShapes = new WeakMap<object, StackContents['types']>();

  constructor({ cacheFolder, rootFolder }: Omit<RenderOptions, 'only'>) {
    this.workshop = new Workshop(cacheFolder);
    this.rootFolder = rootFolder;
  }

  /** @throws ProblemError when a release must not be rendered with. */
  async fleet(fleet: Fleet): Promise<readonly StackContents[]> {
    const cells = await Promise.all(fleet.cells.map((cell) => this.cell(fleet, cell)));
    return [...cells, ...(await this.tenants(fleet, fleet.tenants))];
  }

  /** The stacks of some tenants, which may be more than the fleet has; their cells are of the fleet. */
  async tenants(
    fleet: Pick<Fleet, 'name' | 'cells'>,
    tenants: readonly Tenant[],
  ): Promise<readonly StackContents[]> {
    const inputOf = tenantInputs(fleet, this.rootFolder);
    const access = new Map(
      (await this.workshop.renderAccess(fleet, tenants)).map((stack) => [stack.displayName, stack]),
    );
    const contents = tenants.map(async (tenant): Promise<readonly StackContents[]> => {
      const { rendered, stamped } = await this.workshop.stampTenant(tenant.release, inputOf(tenant));
      const roles = access.get(accessDisplayName(tenant.id));
      const types = this.typesOfShapes.get(stamped.shape) ?? typesOf(rendered.template);
      this.typesOfShapes.set(stamped.shape, types);
      const { certificateArn, cell } = tenant;
      return [
        ...(roles === undefined ? [] : [counted(roles.displayName, 'access', cell, roles.template)]),
        {
          stack: tenantDisplayName(tenant.id),
          kind: 'tenant',
          cell,
          types,
          templateBytes: Buffer.byteLength(rendered.template),
          ...(certificateArn === undefined ? {} : { certificateArn }),
        },
      ];
    });
    return (await Promise.all(contents)).flat();
  }

  private async cell(fleet: Fleet, cell: Cell): Promise<StackContents> {
    const { template } = await this.workshop.renderCell(fleet, cell);
    return {
      ...counted(cellDisplayName(cell.id), 'cell', cell.id, template),
      certificateArn: cell.certificateArn,
    };
  }
}

function counted(stack: string, kind: StackContents['kind'], cell: string, template: string): StackContents {
  return { stack, kind, cell, types: typesOf(template), templateBytes: Buffer.byteLength(template) };
}

function typesOf(template: string): StackContents['types'] {
  // A template that was just rendered has resources.
  const { Resources } = JSON.parse(template) as { readonly Resources: Resources };
  const types: Record<string, number> = {};
  for (const { Type } of Object.values(Resources)) {
    types[Type] = (types[Type] ?? 0) + 1;
  }
  return types;
}
