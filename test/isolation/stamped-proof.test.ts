import { FleetProver } from '../../lib/isolation/prove-fleet';
import { violationsOf } from '../../lib/isolation/proof';
import type { Subject } from '../../lib/isolation/subject';
import type { Template } from '../../lib/isolation/template';
import { ShapeTemplate } from '../../lib/render/shape/shape-template';
import type { FilledTemplate } from '../../lib/render/shape/shape-template';
import type { Stencil } from '../../lib/render/shape/stencil';
import { Edit } from './planting';
import type { Planting } from './planting';
import { BUCKET_PLANTINGS } from './plantings/bucket-plantings';
import { CELL_PLANTINGS } from './plantings/cell-plantings';
import { EDGE_PLANTINGS } from './plantings/edge-plantings';
import { GRANT_PLANTINGS } from './plantings/grant-plantings';
import { GUARD_PLANTINGS } from './plantings/guard-plantings';
import { ITEM_PLANTINGS } from './plantings/item-plantings';
import { NAME_PLANTINGS } from './plantings/name-plantings';
import { OBJECT_PLANTINGS } from './plantings/object-plantings';
import { ORIGIN_PLANTINGS } from './plantings/origin-plantings';
import { OWN_DOMAIN_PLANTINGS } from './plantings/own-domain-plantings';
import { PROVISIONER_PLANTINGS } from './plantings/provisioner-plantings';
import { TIE_PLANTINGS } from './plantings/tie-plantings';
import { TRUST_PLANTINGS } from './plantings/trust-plantings';
import { TYPE_PLANTINGS } from './plantings/type-plantings';
import { exampleStacks } from './proved-fleet';
import type { RenderedSubject } from './proved-fleet';

const ALL: readonly Planting[] = [
  ...BUCKET_PLANTINGS,
  ...CELL_PLANTINGS,
  ...EDGE_PLANTINGS,
  ...GRANT_PLANTINGS,
  ...GUARD_PLANTINGS,
  ...ITEM_PLANTINGS,
  ...NAME_PLANTINGS,
  ...OBJECT_PLANTINGS,
  ...ORIGIN_PLANTINGS,
  ...OWN_DOMAIN_PLANTINGS,
  ...PROVISIONER_PLANTINGS,
  ...TIE_PLANTINGS,
  ...TRUST_PLANTINGS,
  ...TYPE_PLANTINGS,
];

let stacks: ReadonlyMap<string, RenderedSubject>;
let prover: FleetProver;

beforeAll(async () => {
  stacks = await exampleStacks();
  prover = new FleetProver([...stacks.values()].map(({ subject }) => subject));
});

/** The template as one of a shape, whose slots are what stands in the template for these values. */
function asShape(template: Template, values: readonly string[]): ShapeTemplate | undefined {
  const none = { texts: [''], holes: [] };
  return ShapeTemplate.of({
    id: 'x',
    slots: [],
    template: withHoles(JSON.stringify(template, undefined, 1), values),
    assets: none,
    artifacts: none,
    facts: none,
  });
}

function withHoles(text: string, values: readonly string[]): Stencil {
  const any = new RegExp(values.map((value) => value.replace(/[.*]/g, '\\$&')).join('|'));
  const texts: string[] = [];
  const holes: Stencil['holes'][number][] = [];
  let rest = text;
  for (let found = any.exec(rest); found !== null; found = any.exec(rest)) {
    texts.push(rest.slice(0, found.index));
    holes.push({ value: values.indexOf(found[0]), fills: 'string', indent: '' });
    rest = rest.slice(found.index + found[0].length);
  }
  return { texts: [...texts, rest], holes };
}

/** What tells a stack from others of its shape, and hides in it what is planted. */
function valuesOf(subject: Subject): readonly string[] {
  const { domain, account } = subject.cell;
  return subject.kind === 'tenant' ? [subject.tenant, domain, account] : [subject.cell.id, domain, account];
}

/** Proves it in both ways, which must find the same; returns how many violations there are. */
function provedTwice(template: Template, filled: FilledTemplate | undefined, subject: Subject): number {
  const proof = prover.prove(template, subject);
  if (filled !== undefined) {
    expect(filled.template).toEqual(template);
    const quick = prover.prove(filled.template as Template, subject, filled);
    expect(quick).toEqual(proof);
    const violations = prover.prove(filled.template as Template, subject, filled, 'violations');
    expect(violations.verdicts).toEqual(violationsOf(proof));
  }
  return violationsOf(proof).length;
}

test.each(ALL.map((planting) => [planting.name, planting] as const))(
  'a planted fault is found as well where the shape of the stack is known: %s',
  (_, planting) => {
    const { subject, template } = stacks.get(planting.stack) ?? fail();
    const edit = new Edit(template());
    planting.plant(edit);
    const values = valuesOf(subject);
    const shape = asShape(edit.template, values);
    expect(provedTwice(edit.template, shape?.fill(values), subject)).toBeGreaterThan(0);
  },
);

test('every stack is proved in the same way, whether its shape is known or not', () => {
  for (const { subject, template } of stacks.values()) {
    const values = valuesOf(subject);
    const shape = asShape(template(), values);
    expect(provedTwice(template(), shape?.fill(values), subject)).toBe(0);
  }
});

test('a value that names another tenant is found, whichever it is', () => {
  const tenants = [...stacks.values()].filter(({ subject }) => subject.kind === 'tenant');
  for (const { subject, template } of tenants) {
    const values = valuesOf(subject);
    const shape = asShape(template(), values);
    // The same frame serves sound stacks before and after.
    for (const { subject: other } of tenants) {
      const filled = shape?.fill(valuesOf(other));
      const found = provedTwice((filled?.template ?? {}) as Template, filled, subject);
      expect(found > 0).toBe(other !== subject);
    }
  }
});
