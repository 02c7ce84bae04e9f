import { createHash } from 'node:crypto';

import { synthesizeCell, synthesizeTenant } from '../../../lib/blueprint/blueprint';
import type { CellInput, TenantInput } from '../../../lib/blueprint/input';
import type { RenderedStack } from '../../../lib/render/rendered-stack';
import { synthesizerOfCells, synthesizerOfTenants } from '../../../lib/render/shape-sources';
import { checkShape } from '../../../lib/render/shape/check-shape';
import type { Json } from '../../../lib/render/shape/slots';
import { shapeFaultText } from '../../../lib/report/shape-fault';
import { CELL_SHAPES, TENANT_SHAPES, tenantInput } from '../../blueprint/inputs';

const BLUEPRINT = { synthesizeCell, synthesizeTenant };

function tenantSynthesis(input: Json): RenderedStack {
  return synthesizerOfTenants(BLUEPRINT)(input as unknown as TenantInput);
}

function cellSynthesis(input: Json): RenderedStack {
  return synthesizerOfCells(BLUEPRINT)(input as unknown as CellInput);
}

describe('stamping gives what synthesis gives, whatever the values', () => {
  test.each(Object.entries(TENANT_SHAPES))('for a tenant, %s', (_, input) => {
    expect(checkShape(input as unknown as Json, tenantSynthesis).map(shapeFaultText)).toEqual([]);
  });

  test.each(Object.entries(CELL_SHAPES))('for a cell %s', (_, input) => {
    expect(checkShape(input as unknown as Json, cellSynthesis).map(shapeFaultText)).toEqual([]);
  });
});

/** A blueprint that does something to the tenant's id or name on its way into the template. */
function editing(edit: (template: string, input: TenantInput) => string): (input: Json) => RenderedStack {
  return (input) => {
    const { template: original, ...rest } = tenantSynthesis(input);
    const template = edit(original, input as unknown as TenantInput);
    const digest = createHash('sha256').update(template).digest('hex');
    const redigested = JSON.stringify(rest).replaceAll(rest.digest, digest);
    return { ...(JSON.parse(redigested) as Omit<RenderedStack, 'template'>), template };
  };
}

function withOutput(template: string, value: unknown): string {
  const parsed = JSON.parse(template) as { Outputs: Record<string, unknown> };
  return JSON.stringify(
    { ...parsed, Outputs: { ...parsed.Outputs, Planted: { Value: value } } },
    undefined,
    1,
  );
}

const PLANTED: Readonly<Record<string, (template: string, input: TenantInput) => string>> = {
  'branches on the length of an id': (template, { tenant }) =>
    withOutput(template, tenant.id.length > 20 ? 'long' : 'short'),
  'branches on what an id begins with': (template, { tenant }) =>
    withOutput(template, tenant.id.startsWith('a') ? 'early' : 'late'),
  'sorts two values': (template, { tenant }) => withOutput(template, [tenant.id, 'mm'].sort()),
  'sorts two values of the tenant': (template, { tenant, brand }) =>
    withOutput(template, [tenant.id, brand.digest].sort()),
  'cuts an id': (template, { tenant }) => withOutput(template, tenant.id.slice(0, 4)),
  'hashes an id': (template, { tenant }) =>
    withOutput(template, createHash('md5').update(tenant.id).digest('hex')),
  'writes a name in upper case': (template, { tenant }) => withOutput(template, tenant.name.toUpperCase()),
  'trims a name': (template, { tenant }) => withOutput(template, tenant.name.trim()),
  'replaces hyphens': (template, { tenant }) => withOutput(template, tenant.id.replace(/-/g, '_')),
  'puts a name into JSON inside a string': (template, { tenant }) =>
    withOutput(template, JSON.stringify({ name: tenant.name })),
  'encodes a name for a URL': (template, { tenant }) => withOutput(template, encodeURIComponent(tenant.name)),
  'counts the hosts': (template, { hosts }) =>
    withOutput(template, hosts.kind === 'own' ? hosts.names.length : 1),
  'looks into a document': (template, { documents }) =>
    withOutput(template, Object.keys(documents.branding).length),
};

describe('a blueprint that does more than pass a value on is found out when it', () => {
  const own = TENANT_SHAPES['premium with its own domains'] ?? tenantInput();

  test.each(Object.entries(PLANTED))('%s', (_, edit) => {
    const faults = checkShape(own as unknown as Json, editing(edit));
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.map(shapeFaultText).join('\n')).toContain('may only pass such a value on');
  });

  test('and one that passes an id on inside a longer string is not', () => {
    const passing = editing((template, { tenant }) =>
      withOutput(template, `https://${tenant.id}.example/${tenant.id}`),
    );
    expect(checkShape(own as unknown as Json, passing)).toEqual([]);
  });
});
