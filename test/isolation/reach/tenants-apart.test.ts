import fc from 'fast-check';

import type { Fleet } from '../../../lib/fleet/fleet';
import { isTenantId } from '../../../lib/handlers/tenant-id';
import { tenantId } from '../../render/any-tenant';
import { exampleFleet, withAccess } from '../../render/example-fleet';
import { SHARED, belongingsOf, choicesOf } from './belongings';
import type { Belonging } from './belongings';
import { deployedRoles } from './deployed-cell';
import type { DeployedRoles } from './deployed-cell';
import { SmallIam } from './small-iam';

/** Fixed, so that two runs draw the same. */
const SEED = 20261122;
const DRAWN = 200;

/** Actions that IAM knows no resource for, and that change nothing which exists. */
const WITHOUT_RESOURCE: ReadonlySet<string> = new Set([
  'cloudformation:ListStacks',
  'cognito-idp:CreateUserPool',
]);

/** Reading what all tenants of a cell share. */
const SHARED_READING: ReadonlySet<string> = new Set([
  'route53:GetHostedZone',
  'route53:ListResourceRecordSets',
  's3:GetBucketLocation',
  's3:GetEncryptionConfiguration',
]);

let roles: readonly DeployedRoles[];

beforeAll(async () => {
  roles = await deployedRoles(neighbours(withAccess((await exampleFleet()).fleet)));
}, 60_000);

/** The tenants of the example in one cell, with ids that begin or end like others, and others that are drawn. */
function neighbours(fleet: Fleet): Fleet {
  const drawn = fc.sample(tenantId, { numRuns: DRAWN - 70, seed: SEED });
  const alike = drawn.slice(0, 20).flatMap((id) => [`${id}-2`, `${id}2`, `a-${id}`, id.slice(0, -1)]);
  const ids = new Set([
    ...fleet.tenants.map(({ id }) => id),
    ...['acme', 'acme-2', 'acme2', 'acme-2-b', 'a-acme', 'data', 'deploy', 'execution', 'acme-data'],
    ...alike.filter(isTenantId),
    ...drawn,
  ]);
  const [any] = fleet.tenants;
  if (any === undefined) {
    throw new Error('the example fleet has tenants');
  }
  return { ...fleet, tenants: [...ids].map((id) => ({ ...any, id, cell: 'us-1' })) };
}

/** Every way in which the role may do something to what is not its tenant's. */
function reached(iam: SmallIam, { what, resource, context }: Belonging, by: string): readonly string[] {
  const actions = iam
    .actionsOn(resource)
    .filter((action) => !WITHOUT_RESOURCE.has(action) && !SHARED_READING.has(action));
  if (actions.length === 0) {
    return [];
  }
  return choicesOf(by).flatMap((choice) => {
    const known = { ...choice, ...context };
    return actions.flatMap((action) =>
      iam
        .allowing({ action, resource, context: known })
        .map((sid) => `${by} ${sid}: ${action} on ${what} ${resource}`),
    );
  });
}

test('no deploy or execution role reaches what belongs to another tenant, of every pair', () => {
  const belongings = new Map(roles.map(({ tenant }) => [tenant, belongingsOf(tenant)]));
  let pairs = 0;
  const found: string[] = [];
  for (const { tenant, deploy, execution } of roles) {
    for (const [other, things] of belongings) {
      if (other !== tenant) {
        pairs += 1;
        for (const thing of things) {
          found.push(...reached(deploy, thing, tenant), ...reached(execution, thing, tenant));
        }
      }
    }
  }
  expect(found).toEqual([]);
  expect(pairs).toBeGreaterThan(200 * 200);
}, 60_000);

test('nor what belongs to a tenant to come, whoever it will be', () => {
  const [first, ...more] = roles;
  const known = new Set(roles.map(({ tenant }) => tenant));
  fc.assert(
    fc.property(tenantId, fc.constantFrom(first, ...more), (toCome, role) => {
      fc.pre(role !== undefined && !known.has(toCome));
      const found = belongingsOf(toCome).flatMap((thing) => [
        ...reached(role?.deploy ?? fail(), thing, role?.tenant ?? ''),
        ...reached(role?.execution ?? fail(), thing, role?.tenant ?? ''),
      ]);
      expect(found).toEqual([]);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test('nor what is of the cell or of the account', () => {
  const found = roles.flatMap(({ tenant, deploy, execution }) =>
    SHARED.flatMap((thing) => [...reached(deploy, thing, tenant), ...reached(execution, thing, tenant)]),
  );
  expect(found).toEqual([]);
});

test('two things IAM cannot tell apart, and CloudFormation must: headers policies, and who writes logs', () => {
  const [{ execution, deploy, tenant } = fail()] = roles;
  const account = 'arn:aws:cloudfront::111122223333';
  const things = [
    { what: 'headers', resource: `${account}:response-headers-policy/0a1b2c3d`, context: {} },
    { what: 'logs', resource: 'arn:aws:s3:::cell-logs', context: {} },
  ];
  const actions = (iam: SmallIam): readonly string[] => [
    ...new Set(
      things.flatMap((thing) => reached(iam, thing, tenant)).map((text) => text.split(' ')[1] ?? ''),
    ),
  ];
  expect(actions(execution)).toEqual(['HeadersPolicy:', 'LogDelivery:']);
  expect(actions(deploy)).toEqual([]);
});

test.each([
  ['a single hyphen after the id', 'arn:aws:s3:::tenant--${aws:PrincipalTag/multiplex:tenant}-*'],
  ['nothing after the id', 'arn:aws:s3:::tenant--${aws:PrincipalTag/multiplex:tenant}*'],
])('what this test would find: %s', (_, resource) => {
  const iam = new SmallIam(
    [{ Sid: 'Wide', Effect: 'Allow', Action: 's3:PutBucketPolicy', Resource: resource }],
    {
      'multiplex:tenant': 'acme',
    },
  );
  const bucket = belongingsOf('acme-2').find(({ what }) => what === 'bucket') ?? fail();
  expect(reached(iam, bucket, 'acme')).toHaveLength(2);
});

describe('a data role that its deployer has opened to anybody', () => {
  const DATA = 'arn:aws:iam::111122223333:role/multiplex/northlight/us-1/tenants/tenant--acme--data';
  const items = (tenant: string): Belonging =>
    belongingsOf(tenant).find(({ what }) => what === 'items') ?? fail();

  test('reaches its own items within the boundary', () => {
    const { boundary } = roles.find(({ tenant }) => tenant === 'acme') ?? fail();
    const { resource, context } = items('acme');
    const request = {
      action: 'dynamodb:GetItem',
      resource,
      context: { ...context, 'aws:principalarn': DATA },
    };
    expect(boundary('acme').allowing(request)).toEqual(['Items']);
  });

  test('reaches nobody else’s, whatever tag the session has', () => {
    const { boundary } = roles.find(({ tenant }) => tenant === 'acme') ?? fail();
    for (const tag of ['acme', 'acme-2', 'rally-north']) {
      for (const thing of [...belongingsOf('acme-2'), ...belongingsOf('rally-north')]) {
        const context = { ...thing.context, 'aws:principalarn': DATA };
        const iam = boundary(tag);
        const allowed = iam
          .actionsOn(thing.resource)
          .flatMap((action) => iam.allowing({ action, resource: thing.resource, context }));
        expect(allowed).toEqual([]);
      }
    }
  });
});

function fail(): never {
  throw new Error('it is there');
}
