import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { invariant } from '../../../lib/diagnostics/invariant';
import type { Fleet } from '../../../lib/fleet/fleet';
import { renderFleet } from '../../../lib/render/render-fleet';
import { PROJECT } from '../../render/example-fleet';
import type { IamStatement } from './iam-request';
import { SmallIam } from './small-iam';

/** What the roles of a tenant may do, once the stacks of its cell and of its deployers are deployed. */
export interface DeployedRoles {
  readonly tenant: string;
  readonly cell: string;
  readonly deploy: SmallIam;
  readonly execution: SmallIam;
  /** What its data role may do at the most, whatever it is granted; the tag may be that of a session. */
  readonly boundary: (tag: string) => SmallIam;
}

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** The roles of every tenant of the fleet, read from the templates of their cells and of their own. */
export async function deployedRoles(fleet: Fleet): Promise<readonly DeployedRoles[]> {
  const cacheFolder = mkdtempSync(join(tmpdir(), 'multiplex-cache-'));
  try {
    const only = [
      ...fleet.cells.map(({ id }) => `cells/${id}`),
      ...fleet.tenants.map(({ id }) => `access/${id}`),
    ];
    const stacks = await renderFleet(fleet, { rootFolder: PROJECT, cacheFolder, only });
    const resources = new Map(
      stacks.map(({ displayName, template }) => [
        displayName,
        (JSON.parse(template) as { Resources: Readonly<Record<string, Resource>> }).Resources,
      ]),
    );
    return fleet.tenants.map(({ id, cell }) =>
      rolesOf(
        id,
        cell,
        policiesOf(resources.get(`cells/${cell}`) ?? {}),
        resources.get(`access/${id}`) ?? {},
      ),
    );
  } finally {
    rmSync(cacheFolder, { recursive: true });
  }
}

type Policies = ReadonlyMap<string, readonly IamStatement[]>;

/** The statements of a cell's managed policies, by their ARN without the account. */
function policiesOf(resources: Readonly<Record<string, Resource>>): Policies {
  return new Map(
    Object.values(resources)
      .filter(({ Type }) => Type === 'AWS::IAM::ManagedPolicy')
      .map(({ Properties: { ManagedPolicyName, Path, PolicyDocument } }) => [
        `policy${String(Path)}${String(ManagedPolicyName)}`,
        (resolved(PolicyDocument, resources) as { Statement: readonly IamStatement[] }).Statement,
      ]),
  );
}

function rolesOf(
  tenant: string,
  cell: string,
  policies: Policies,
  resources: Readonly<Record<string, Resource>>,
): DeployedRoles {
  const iam = (name: string): SmallIam => {
    const role = Object.values(resources).find(({ Properties }) => Properties['RoleName'] === name);
    invariant(role !== undefined, `${name} is in the stack of the deployers`);
    const arns = role.Properties['ManagedPolicyArns'] as readonly string[];
    const tags = role.Properties['Tags'] as readonly { Key: string; Value: string }[];
    return new SmallIam(
      arns.flatMap((arn) => policies.get(arn.split(':')[5] ?? '') ?? []),
      Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value])),
    );
  };
  const boundary = [...policies].find(([name]) => name.endsWith('--tenant-boundary'))?.[1] ?? [];
  return {
    tenant,
    cell,
    deploy: iam(`tenant--${tenant}--deploy`),
    execution: iam(`tenant--${tenant}--execution`),
    boundary: (tag) => new SmallIam(boundary, { 'multiplex:tenant': tag }),
  };
}

/** The value with references to resources of the cell written out, each as an ARN of its own. */
function resolved(value: unknown, resources: Readonly<Record<string, Resource>>): unknown {
  if (Array.isArray(value)) {
    return value.map((part) => resolved(part, resources));
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const { 'Fn::GetAtt': attribute, 'Fn::Join': joined } = value as Record<string, unknown>;
  if (Array.isArray(attribute)) {
    return arnOf(String(attribute[0]), resources);
  }
  if (Array.isArray(joined)) {
    return (resolved(joined[1], resources) as readonly string[]).join(String(joined[0]));
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, resolved(part, resources)]));
}

/** An ARN as AWS would give it, by what the resource is called in the cell. */
function arnOf(id: string, resources: Readonly<Record<string, Resource>>): string {
  const type = resources[id]?.Type;
  switch (type) {
    case 'AWS::DynamoDB::Table':
      return 'arn:aws:dynamodb:us-east-1:111122223333:table/cell-items';
    case 'AWS::S3::Bucket':
      return `arn:aws:s3:::cell-${id.replace(/^Buckets([A-Z][a-z]+).*$/, '$1').toLowerCase()}`;
    case 'AWS::Lambda::Function':
      return 'arn:aws:lambda:us-east-1:111122223333:function:cell-provisioner';
    case 'AWS::WAFv2::WebACL':
      return 'arn:aws:wafv2:us-east-1:111122223333:global/webacl/cell--us-1/0a1b2c3d';
    default:
      throw new Error(`nothing is known of ${id}`);
  }
}
