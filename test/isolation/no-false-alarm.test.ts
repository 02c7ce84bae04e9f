import fc from 'fast-check';

import type { CellInput, TenantInput } from '../../lib/blueprint/input';
import { violationsOf } from '../../lib/isolation/proof';
import type { Proof } from '../../lib/isolation/proof';
import { proveFleet } from '../../lib/isolation/prove-fleet';
import { proveCellShape, proveStack, proveTenantShape } from '../../lib/isolation/prove-stack';
import { cellSubject, tenantSubject } from '../../lib/isolation/subject';
import { symbolicFleet } from '../../lib/isolation/symbolic-fleet';
import type { Template } from '../../lib/isolation/template';
import { markedInput } from '../../lib/render/shape/marked-input';
import type { Json } from '../../lib/render/shape/slots';
import { CELL_SHAPES, TENANT_SHAPES, tenantInput } from '../blueprint/inputs';
import { cellTemplate, tenantTemplate } from '../blueprint/synthesized';
import { Stamper, anyFleet } from './any-fleet';
import { exampleStacks, stacksWithAccess } from './proved-fleet';
import type { RenderedSubject } from './proved-fleet';

/** Fixed, so that two runs draw the same; fast-check prints it with the path of a failure. */
const SEED = 20261122;
const RUNS = 22;

function tenantStack(input: TenantInput): Template {
  return tenantTemplate(input).toJSON();
}

function cellStack(input: CellInput): Template {
  return cellTemplate(input).toJSON();
}

/** The input with marks in place of its values, which has its structure. */
function marked<Input extends object>(input: Input): Input {
  return markedInput(input as unknown as Json).input as unknown as Input;
}

function proofsOf(stacks: ReadonlyMap<string, RenderedSubject>): readonly Proof[] {
  const all = [...stacks.values()];
  return [
    ...proveFleet(
      all.map(({ subject, template }) => ({ subject, template: () => template() })),
      all.map(({ subject }) => subject),
    ),
  ];
}

function violations(proofs: readonly Proof[]): readonly unknown[] {
  return proofs.flatMap((proof) => violationsOf(proof).map((verdict) => ({ of: proof.subject, ...verdict })));
}

let withRoles: ReadonlyMap<string, RenderedSubject>;

beforeAll(async () => {
  withRoles = await stacksWithAccess();
}, 60_000);

describe('nothing that is as it should be is reported', () => {
  test.each(Object.entries(TENANT_SHAPES))('of a tenant, %s', (_, input) => {
    expect(violationsOf(proveStack(tenantStack(input), tenantSubject(input)))).toEqual([]);
  });

  test.each(Object.entries(TENANT_SHAPES))('of whoever will be a tenant, %s', (_, input) => {
    const symbolic = marked(input);
    const proof = proveTenantShape(tenantStack(symbolic), symbolic);
    expect(proof).toMatchObject({ form: 'symbolic', subject: 'any tenant of the shape' });
    expect(violationsOf(proof)).toEqual([]);
  });

  test.each(Object.entries(CELL_SHAPES))('of a cell %s', (_, input) => {
    expect(violationsOf(proveStack(cellStack(input), cellSubject(input)))).toEqual([]);
  });

  test.each(Object.entries(CELL_SHAPES))('of whatever will be a cell %s', (_, input) => {
    const symbolic = marked(input);
    expect(violationsOf(proveCellShape(cellStack(symbolic), symbolic))).toEqual([]);
  });

  test('of the example fleet, among each other and symbolically', async () => {
    const stacks = await exampleStacks();
    expect(violations(proofsOf(stacks))).toEqual([]);
  });

  test('of the example fleet with roles of their own for its tenants, and of any tenant like them', () => {
    expect(withRoles.size).toBeGreaterThan(3 + 12 + 12);
    expect(violations(proofsOf(withRoles))).toEqual([]);
  });

  test('of arbitrary valid fleets, two thousand tenants in all, and of their shapes', () => {
    const stamper = new Stamper();
    let tenants = 0;
    fc.assert(
      fc.property(anyFleet, (fleet) => {
        const stacks = stamper.stacksOf(fleet, 'concrete');
        const shapes = stamper.stacksOf(symbolicFleet(fleet), 'symbolic');
        tenants += stacks.length;
        for (const some of [stacks, shapes]) {
          expect(
            violations([
              ...proveFleet(
                some,
                some.map(({ subject }) => subject),
              ),
            ]),
          ).toEqual([]);
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
    expect(tenants).toBeGreaterThan(2000);
  }, 60_000);

  test('of tenants whose ids begin each other, or are words that templates say', async () => {
    const ids = ['acme', 'acme-2', 'acme2', 'acme-2-b', 'a-acme', 'security', 'premium', 'us-1', '2012'];
    const subjects = ids.map((id) =>
      tenantSubject(tenantInput({ hosts: hostsOf(id), tenant: { id, name: `${id} acme` } })),
    );
    const stacks = ids.map((id, index) => ({
      subject: subjects[index] ?? fail(),
      template: () => tenantStack(tenantInput({ hosts: hostsOf(id), tenant: { id, name: `${id} acme` } })),
    }));
    expect(violations([...proveFleet(stacks, subjects)])).toEqual([]);
  });

  test('of what a client calls things, though another tenant is called so', async () => {
    const base = tenantInput();
    const input = tenantInput({
      documents: {
        ...base.documents,
        catalogue: { categories: [{ id: 'acme', title: 'acme, by ${AWS::AccountId} and "acme"' }] },
      },
    });
    const acme = tenantSubject(tenantInput({ hosts: hostsOf('acme'), tenant: { id: 'acme' } }));
    const subject = tenantSubject(input);
    const proofs = proveFleet([{ subject, template: () => tenantStack(input) }], [subject, acme]);
    expect(violations([...proofs])).toEqual([]);
  });
});

describe('every name that a shape says may be the id of a tenant', () => {
  test.each(Object.entries(TENANT_SHAPES))('a tenant, %s', (_, input) => {
    const symbolic = marked(input);
    const template = tenantStack(symbolic);
    const subject = tenantSubject(symbolic, 'symbolic');
    expect(violations(amongNames(template, subject))).toEqual([]);
  });

  test.each(Object.entries(CELL_SHAPES))('a cell %s', (_, input) => {
    const symbolic = marked(input);
    expect(violations(amongNames(cellStack(symbolic), cellSubject(symbolic, 'symbolic')))).toEqual([]);
  });
});

test.each(['access/rally-north', 'cells/us-1', 'tenants/rally-north'])(
  'and so may every name that %s says, with roles of their own for tenants',
  (name) => {
    const { subject, template } = withRoles.get(`with roles: ${name}`) ?? fail();
    const foreign = violations(amongNames(template(), subject)).map((verdict) => JSON.stringify(verdict));
    // Names of the example's own are no names of the blueprint's.
    expect(foreign.filter((text) => !/(?:rally|northlight|fairground|tollgate)/.test(text))).toEqual([]);
  },
);

/**
 * Proves the stack in a fleet with a tenant of every name that stands in it: settings, keys and parts of paths. What
 * sentences say changes too often to be listed; see `lib/isolation/strings/words.ts`.
 */
function amongNames(template: Template, subject: Parameters<typeof proveStack>[1]): readonly Proof[] {
  const strings = JSON.stringify(withoutSentences(template));
  const names = new Set(strings.match(/(?<![A-Za-z0-9-])[a-z0-9]+(?:-[a-z0-9]+)*(?![A-Za-z0-9-])/g));
  const tenants = [...names]
    // Marks are not names of the blueprint's.
    .filter((name) => name.length >= 3 && name.length <= 24 && !/zq.*qz/.test(name))
    .map((id) => tenantSubject(tenantInput({ hosts: hostsOf(id), tenant: { id } })));
  expect(tenants.length).toBeGreaterThan(30);
  return [...proveFleet([{ subject, template: () => withoutSentences(template) }], [subject, ...tenants])];
}

function withoutSentences(template: Template): Template {
  return JSON.parse(JSON.stringify(template), (_, value: unknown) =>
    typeof value === 'string' && /[a-z] [a-z]/.test(value) ? '' : value,
  ) as Template;
}

function hostsOf(id: string): TenantInput['hosts'] {
  return { kind: 'cell', name: `${id}.us-1.northlight.example` };
}
