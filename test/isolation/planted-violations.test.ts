import { isolationDiagnostics } from '../../lib/isolation/findings';
import { violationsOf } from '../../lib/isolation/proof';
import { proveStack } from '../../lib/isolation/prove-stack';
import { RULES } from '../../lib/isolation/rule-catalogue';
import { Edit } from './planting';
import type { Planting } from './planting';
import { BUCKET_PLANTINGS } from './plantings/bucket-plantings';
import { CELL_PLANTINGS } from './plantings/cell-plantings';
import { DEPLOYER_PLANTINGS } from './plantings/deployer-plantings';
import { DEPLOY_POLICY_PLANTINGS } from './plantings/deploy-policy-plantings';
import { EDGE_PLANTINGS } from './plantings/edge-plantings';
import { EXECUTION_POLICY_PLANTINGS } from './plantings/execution-policy-plantings';
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
import { exampleStacks, stacksWithAccess } from './proved-fleet';
import type { RenderedSubject } from './proved-fleet';

let stacks: ReadonlyMap<string, RenderedSubject>;

beforeAll(async () => {
  stacks = new Map([...(await exampleStacks()), ...(await stacksWithAccess())]);
});

function stackOf({ stack }: Planting): RenderedSubject {
  return stacks.get(stack) ?? fail(`${stack} is no stack of the example fleet`);
}

const TABLES: readonly (readonly [string, readonly Planting[]])[] = [
  ['in what a tenant’s role may do with items', ITEM_PLANTINGS],
  ['in what a tenant’s role may do with objects', OBJECT_PLANTINGS],
  ['in what a tenant’s role is granted beside', GRANT_PLANTINGS],
  ['in who may take a tenant’s role', TRUST_PLANTINGS],
  ['in who may come to a tenant’s bucket', BUCKET_PLANTINGS],
  ['in policies of keys, topics, queues and functions', GUARD_PLANTINGS],
  ['in where a distribution fetches from', ORIGIN_PLANTINGS],
  ['in what viewers reach', EDGE_PLANTINGS],
  ['in a stack with its own domains', OWN_DOMAIN_PLANTINGS],
  ['by an unknown type or property', TYPE_PLANTINGS],
  ['by a tie to something outside', TIE_PLANTINGS],
  ['in whom a stack speaks of', NAME_PLANTINGS],
  ['in what a cell’s provisioner may do', PROVISIONER_PLANTINGS],
  ['in what a cell’s tenants share', CELL_PLANTINGS],
  ['in what those who deploy may do', DEPLOY_POLICY_PLANTINGS],
  ['in what CloudFormation may do for a tenant', EXECUTION_POLICY_PLANTINGS],
  ['in the roles that a tenant is deployed with', DEPLOYER_PLANTINGS],
];

const ALL = TABLES.flatMap(([, plantings]) => plantings);

describe.each(TABLES)('a planted fault %s is found and named', (_, plantings) => {
  test.each(plantings.map((planting) => [planting.name, planting] as const))('%s', (__, planting) => {
    const { subject, template } = stackOf(planting);
    const edit = new Edit(template());
    planting.plant(edit);
    const proof = proveStack(edit.template, subject);
    const found = violationsOf(proof);
    expect(found.map(({ rule, why }) => `${rule}: ${why}`)).toContainEqual(
      expect.stringMatching(new RegExp(`^${planting.rule}: .*${escaped(planting.says)}`, 's')),
    );
    // A witness says where to look.
    for (const { path, resource } of found) {
      expect(path).toMatch(resource === '' ? /^[A-Z]/ : new RegExp(`^Resources\\.${resource}`));
    }
  });
});

test('every planted fault has a name of its own, and there are many', () => {
  expect(new Set(ALL.map(({ name, stack }) => `${stack} ${name}`)).size).toBe(ALL.length);
  expect(ALL.length).toBeGreaterThan(200);
});

test('every rule that one stack can break is broken by some planted fault', () => {
  const broken = new Set(ALL.map(({ rule }) => rule));
  const unbroken = Object.keys(RULES).filter((rule) => !broken.has(rule as keyof typeof RULES));
  // A Deny cannot be wrong, roles of the same stack are only ever allowed, an origin that is no known bucket counts as a
  // third party's, and two rules are about several stacks.
  expect(unbroken).toEqual([
    'denial',
    'own-role',
    'own-principal',
    'unique-hosts',
    'brand-origin',
    'app-origin',
    'no-foreign-name',
  ]);
});

test('every code of a violation within one stack has a planted fault', () => {
  const codes = new Set(ALL.map(({ rule }) => RULES[rule].code));
  expect([...codes].sort()).toEqual([
    'ISOLATION-001',
    'ISOLATION-002',
    'ISOLATION-003',
    'ISOLATION-004',
    'ISOLATION-005',
    'ISOLATION-006',
    'ISOLATION-007',
    'ISOLATION-009',
    'ISOLATION-010',
    'ISOLATION-011',
    'ISOLATION-012',
  ]);
});

test('a violation is a problem with a code, a place, a reason and the rule that came nearest', () => {
  const [planting] = ITEM_PLANTINGS;
  const { subject, template } = stackOf(planting ?? fail());
  const edit = new Edit(template());
  planting?.plant(edit);
  const proof = proveStack(edit.template, subject);
  const [first] = isolationDiagnostics(proof, 'tenant--northlight-canary.template.json');
  expect(first).toEqual({
    code: 'ISOLATION-001',
    severity: 'error',
    place: { file: 'tenant--northlight-canary.template.json' },
    message:
      'tenants/northlight-canary Resources.AccessDataRole918C347C.Properties.Policies[0].PolicyDocument.Statement[0] (TenantItems): dynamodb:GetItem on arn:aws:dynamodb:us-east-1:111122223333:table/⟨cell:table-name⟩ is covered by no rule: the condition Null dynamodb:LeadingKeys "false" is missing, so a request without keys passes.',
    next: `The nearest rule is own-items: ${RULES['own-items'].sentence}`,
    value: 'arn:aws:dynamodb:us-east-1:111122223333:table/⟨cell:table-name⟩',
  });
});

test('a proof survives a round trip through JSON', () => {
  const { subject, template } = stacks.get('tenants/rally-north') ?? fail();
  const proof = proveStack(template(), subject);
  expect(JSON.parse(JSON.stringify(proof))).toEqual(proof);
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
