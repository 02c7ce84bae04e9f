import { cellTenantsMax } from './cell-room';
import type { Cell, Fleet } from './fleet';

/** What must be known of a client to write its folder. */
export interface NewTenant {
  readonly id: string;
  readonly name: string;
  readonly owners: readonly string[];
  readonly contact: string;
  readonly cell: string;
  readonly tier: string;
  readonly ring: string;
  readonly release: string;
  readonly primaryColor: string;
  /** @default that of the fleet */
  readonly timeZone?: string;
  readonly domains: readonly string[];
  readonly certificateArn?: string;
}

export const DEFAULT_PRIMARY_COLOR = '#3a5a98';

/** In units of the first logo's drawing: where its text begins, and room for one letter of any common font. */
const LOGO_TEXT_LEFT = 76;
const LOGO_LETTER_WIDTH = 18;

/** The files of a new tenant, by path in its folder: complete and valid, for people to go on from. */
export function newTenantFiles(tenant: NewTenant): Readonly<Record<string, string>> {
  return {
    'tenant.yaml': tenantYaml(tenant),
    'brand/logo.svg': logo(tenant),
    'brand/favicon.svg': favicon(tenant),
    'brand/theme.css': ':root {\n  --font: system-ui, sans-serif;\n  --radius: 6px;\n}\n',
  };
}

/**
 * The shared cells that have a place for a tenant, as far as their number of tenants says; by id.
 *
 * @param region The Region that they must be in. @default any
 */
export function openCells(fleet: Fleet, region?: string): readonly Cell[] {
  return fleet.cells
    .filter((cell) => cell.kind === 'shared' && (region === undefined || cell.region === region))
    .filter((cell) => {
      const tenants = fleet.tenants.filter((tenant) => tenant.cell === cell.id).length;
      return tenants < cellTenantsMax(cell.account, fleet.quotas);
    });
}

/** The tier that extends no other; with several of them, the first by name. */
export function lowestTier(fleet: Fleet): string | undefined {
  return Object.entries(fleet.tiers)
    .filter(([, tier]) => tier.extends === undefined)
    .map(([name]) => name)
    .sort()[0];
}

/** The ring that a roll-out reaches last. */
export function lastRing(fleet: Fleet): string | undefined {
  return Object.entries(fleet.rings)
    .sort(([, a], [, b]) => b.order - a.order)
    .map(([name]) => name)[0];
}

/** JSON's strings are YAML's, so whatever people type comes out as they typed it. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function tenantYaml(tenant: NewTenant): string {
  const { domains, certificateArn, timeZone } = tenant;
  const optional = [
    ...(domains.length === 0 ? [] : [`domains: [${domains.map(quoted).join(', ')}]`]),
    ...(certificateArn === undefined ? [] : [`certificateArn: ${quoted(certificateArn)}`]),
    ...(timeZone === undefined ? [] : ['maintenance:', `  timeZone: ${quoted(timeZone)}`]),
  ];
  return `# yaml-language-server: $schema=../../schema/tenant.schema.json
name: ${quoted(tenant.name)}
owners: [${tenant.owners.map(quoted).join(', ')}]
cell: ${quoted(tenant.cell)}
tier: ${quoted(tenant.tier)}
ring: ${quoted(tenant.ring)}
release: ${quoted(tenant.release)}

branding:
  colors:
    primary: ${quoted(tenant.primaryColor)}
    accent: "#f2c14e"
    background: "#101418"
    text: "#f5f7fa"
  logo: brand/logo.svg
  favicon: brand/favicon.svg
  theme: brand/theme.css
  homepage:
    - { title: Featured, category: featured }

catalogue:
  categories:
    - { id: featured, title: Featured }
${optional.length === 0 ? '' : `\n${optional.join('\n')}\n`}
contacts:
  - { role: operations, email: ${quoted(tenant.contact)} }
`;
}

function logo({ name, primaryColor }: NewTenant): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${LOGO_TEXT_LEFT + LOGO_LETTER_WIDTH * name.length} 64">
  <rect x="8" y="8" width="48" height="48" rx="8" fill="${attribute(primaryColor)}"/>
  <text x="${LOGO_TEXT_LEFT}" y="41" font-family="sans-serif" font-size="24" font-weight="700" fill="#f5f7fa">${attribute(name)}</text>
</svg>
`;
}

function favicon({ primaryColor }: NewTenant): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
  <rect width="64" height="64" rx="12" fill="${attribute(primaryColor)}"/>
</svg>
`;
}

function attribute(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
