import { strict as assert } from 'node:assert';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Assembly, Template, TemplateResource } from '../assembly';
import { findStack, stackEvents } from '../cloud/stacks';
import { SOURCES, editTenant, tenantOf } from '../fleet/run-fleet';
import { bucketsOf, render, tenantPlace, tenantStack, touchingOnly } from '../lane';
import type { Lane } from '../lane';
import { brandFolder, readPointer } from './brand-state';
import { contents, itemsMoved, readPartition } from './partition-state';

interface Failure {
  readonly what: string;
  /** Makes the next deployment fail, in the assembly and nowhere else. */
  readonly inject: (lane: Lane, assembly: Assembly, tenant: string) => void | Promise<void>;
  /** What the stack's events must say. */
  readonly reason: RegExp;
  /** Whether the items were written before it failed, and so must have been written back. */
  readonly afterItems: boolean;
}

const FAILURES: readonly Failure[] = [
  {
    what: 'a resource that is refused after the items and the brand were written',
    inject: (lane, assembly, tenant) =>
      assembly.editTemplate(tenantStack(tenant), (template) => addRefusedPolicy(lane.fleet.suffix, template)),
    reason: /nobody--/,
    afterItems: true,
  },
  {
    what: 'a brand archive with a script in it',
    inject: (_, assembly, tenant) => {
      const digest = brandDigest(assembly.template(tenantStack(tenant)));
      assembly.editAsset(tenantStack(tenant), digest, { 'menu.js': 'alert(1);\n' });
    },
    reason: /menu\.js/,
    afterItems: false,
  },
];

/** Where policies are enforced: the code of the provisioner does not look at whose bucket it is. */
const FORGERY: Failure = {
  what: 'a property that names the bucket of another tenant',
  inject: async (lane, assembly, tenant) => {
    const { bucket } = await tenantPlace(lane, tenantOf(lane.fleet, SOURCES.enterprise));
    assembly.editTemplate(tenantStack(tenant), (template) => {
      const { Properties: properties = {} } = publicationOf(template);
      properties['Bucket'] = bucket;
    });
  },
  reason: /access ?denied|not authorized/i,
  afterItems: false,
};

/** Updates that fail: the tenant keeps what it had, and nobody else notices. */
export async function failureChecks(lane: Lane): Promise<void> {
  const tenant = tenantOf(lane.fleet, SOURCES.premium);
  for (const failure of lane.target.enforcesIam ? [...FAILURES, FORGERY] : FAILURES) {
    await lane.checks.check(
      `an update of ${tenant} that fails at ${failure.what} leaves the old brand and items, and touches nothing else`,
      () => failedUpdate(lane, tenant, failure),
    );
  }
}

async function failedUpdate(lane: Lane, tenant: string, failure: Failure): Promise<void> {
  const { fleet, cloud, cdk } = lane;
  const { bucket } = await tenantPlace(lane, tenant);
  const [items, pointer] = await Promise.all([readPartition(lane, fleet, tenant), readPointer(lane, bucket)]);
  const restore = editEverything(lane, tenant);
  await failure.inject(lane, await render(lane, fleet), tenant);
  await touchingOnly(lane, tenant, bucketsOf(lane, tenant), async () => {
    const { status } = await cdk.deploy(fleet.folder, `tenants/${tenant}`);
    assert.notEqual(status, 0, 'the deployment came through');
  });
  restore();
  const stack = await findStack(cloud.cloudFormation, tenantStack(tenant));
  assert.equal(stack?.StackStatus, 'UPDATE_ROLLBACK_COMPLETE');
  const events = await stackEvents(cloud.cloudFormation, tenantStack(tenant));
  assert.ok(
    events.some(({ ResourceStatusReason: reason = '' }) => failure.reason.test(reason)),
    `no event says ${failure.reason}`,
  );
  const after = await readPartition(lane, fleet, tenant);
  assert.deepEqual(contents(after), contents(items));
  if (failure.afterItems) {
    assert.notDeepEqual(
      itemsMoved(items, after),
      [],
      'the items were never written, so nothing was written back',
    );
  }
  assert.deepEqual(await readPointer(lane, bucket), pointer);
}

/** Changes the colour and the brand of a tenant in its files; returns what puts the files back. */
function editEverything({ fleet }: Lane, tenant: string): () => void {
  const files = [
    join(fleet.folder, 'tenants', tenant, 'tenant.yaml'),
    join(brandFolder(fleet, tenant), 'theme.css'),
  ].map((path) => ({ path, text: readFileSync(path) }));
  editTenant(fleet, tenant, (file) => {
    file.setIn(['branding', 'colors', 'accent'], '#00b4d8');
    file.setIn(['branding', 'homepage', 0, 'title'], 'Never seen');
  });
  appendFileSync(join(brandFolder(fleet, tenant), 'theme.css'), '\n.hero { color: red; }\n');
  return () => files.forEach(({ path, text }) => writeFileSync(path, text));
}

/** A policy for a role that nobody has, made when the items and the brand have been. */
export function addRefusedPolicy(suffix: string, template: Template): void {
  const provisioned = Object.entries(template.Resources)
    .filter(([, { Type: type }]) => type.startsWith('Custom::'))
    .map(([id]) => id);
  const statement = { Effect: 'Deny', Action: '*', Resource: '*' };
  template.Resources['RefusedOnPurpose'] = {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'refused-on-purpose',
      Roles: [`nobody--${suffix}`],
      PolicyDocument: { Version: '2012-10-17', Statement: [statement] },
    },
    DependsOn: provisioned,
  };
}

function brandDigest(template: Template): string {
  const key = publicationOf(template).Properties?.['SourceKey'];
  assert.equal(typeof key, 'string', 'the template names no archive');
  return String(key).replace(/\.zip$/, '');
}

function publicationOf(template: Template): TemplateResource {
  const resources = Object.values(template.Resources);
  const publication = resources.find(({ Type: type }) => type === 'Custom::TenantBranding');
  assert.ok(publication, 'the template publishes no brand');
  return publication;
}
