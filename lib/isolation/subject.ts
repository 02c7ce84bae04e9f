import type { CellAccess, FeatureSettings } from '../fleet/fleet';

/**
 * Whose stack is proved. `symbolic` means that every value is a mark that stands for any value of its kind, so that
 * what is proved holds for every stack of the shape, those to come included.
 */
export type Subject = AccessSubject | CellSubject | TenantSubject;

export interface TenantSubject {
  readonly kind: 'tenant';
  readonly form: SubjectForm;
  readonly fleet: string;
  readonly cell: SubjectCell;
  readonly tenant: string;
  readonly hosts: SubjectHosts;
  /** Hosts of third parties that the tenant's own settings name. */
  readonly integrationHosts: readonly string[];
  /** Names of the fleet's own that may stand in the stack: tier, release. */
  readonly words: readonly string[];
}

/** The roles that a tenant is deployed with. */
export interface AccessSubject {
  readonly kind: 'access';
  readonly form: SubjectForm;
  readonly fleet: string;
  readonly cell: SubjectCell;
  readonly tenant: string;
  /** Who may take the deploy role. */
  readonly access: CellAccess;
  readonly words: readonly string[];
}

export interface CellSubject {
  readonly kind: 'cell';
  readonly form: SubjectForm;
  readonly fleet: string;
  readonly cell: SubjectCell;
  readonly words: readonly string[];
}

export type SubjectForm = 'concrete' | 'symbolic';

export interface SubjectCell {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly domain: string;
  readonly apiDomain: string;
  readonly certificateArn: string;
  readonly hostedZoneId: string;
  readonly webAclArn?: string;
}

type SubjectHosts =
  | { readonly kind: 'own'; readonly names: readonly string[]; readonly certificateArn: string }
  | { readonly kind: 'cell'; readonly name: string };

/** What the blueprint is told of a cell, as far as the proof needs it. */
export interface CellFacts {
  readonly fleet: string;
  readonly cell: SubjectCell & { readonly release: string };
}

/** What the blueprint is told of a tenant, as far as the proof needs it. */
export interface TenantFacts extends CellFacts {
  readonly tenant: {
    readonly id: string;
    readonly tier: string;
    readonly release: string;
    readonly features: Readonly<Record<string, FeatureSettings>>;
  };
  readonly hosts: SubjectHosts;
}

/** The subject of a tenant's stack, from the input that the stack was rendered from; `symbolic` for a marked input. */
export function tenantSubject(facts: TenantFacts, form: SubjectForm = 'concrete'): TenantSubject {
  const { fleet, cell, tenant, hosts } = facts;
  return {
    kind: 'tenant',
    form,
    fleet,
    cell,
    tenant: tenant.id,
    hosts,
    integrationHosts: Object.values(tenant.features).flatMap(textsIn),
    words: [tenant.tier, tenant.release, cell.release],
  };
}

/** What the blueprint is told of who deploys a tenant, as far as the proof needs it. */
export interface AccessFacts {
  readonly fleet: string;
  readonly cell: CellFacts['cell'] & { readonly access: CellAccess };
  readonly tenant: { readonly id: string };
}

/** The subject of the stack of a tenant's deployers; `symbolic` for a marked input. */
export function accessSubject(
  { fleet, cell, tenant }: AccessFacts,
  form: SubjectForm = 'concrete',
): AccessSubject {
  const words = [cell.release];
  return { kind: 'access', form, fleet, cell, tenant: tenant.id, access: cell.access, words };
}

/** The tenant whose stack it is; undefined for a cell's. */
export function tenantOf(subject: Subject): string | undefined {
  return subject.kind === 'cell' ? undefined : subject.tenant;
}

/** The subject of a cell's stack, from the input that the stack was rendered from; `symbolic` for a marked input. */
export function cellSubject({ fleet, cell }: CellFacts, form: SubjectForm = 'concrete'): CellSubject {
  return { kind: 'cell', form, fleet, cell, words: [cell.release] };
}

const PLURALS = { access: 'access', cell: 'cells', tenant: 'tenants' } as const;

/** `tenants/rally-north`, `access/rally-north`, `cells/us-1`; of a symbolic subject that it is any of its shape. */
export function subjectName(subject: Subject): string {
  if (subject.form === 'symbolic') {
    return `any ${subject.kind === 'access' ? 'access to a tenant' : subject.kind} of the shape`;
  }
  return `${PLURALS[subject.kind]}/${tenantOf(subject) ?? subject.cell.id}`;
}

/** Host names under which the subject answers; none but for a tenant's own stack. */
export function hostNames(subject: Subject): readonly string[] {
  if (subject.kind !== 'tenant') {
    return [];
  }
  return subject.hosts.kind === 'own' ? subject.hosts.names : [subject.hosts.name];
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
