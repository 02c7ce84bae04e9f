import type { Reach, Way } from '../access/principal';
import type { Taker, TenantAccess } from '../access/tenant-access';
import { table } from './table';

/** Who may change each tenant: one line a tenant. */
export function accessTable(accesses: readonly TenantAccess[]): string {
  return table(
    ['TENANT', 'CELL', 'OWNERS', 'ENVIRONMENT', 'DEPLOYED BY'],
    accesses.map(({ tenant, cell, owners, environment, deployment }) => [
      tenant,
      cell,
      owners.join(' '),
      environment,
      deployment.kind === 'own-roles'
        ? deployment.takenBy.map(takerText).join(', ')
        : `whoever takes the bootstrap’s roles of account ${deployment.account}`,
    ]),
  );
}

/** Who may change one tenant, and with which roles. */
export function tenantAccessText(access: TenantAccess): string {
  const { tenant, cell, owners, environment } = access;
  return [
    `Who may change tenants/${tenant} of cell ${cell}:\n\n`,
    table(
      ['WHAT', 'BY WHOM'],
      [
        [`tenants/${tenant}/`, `${owners.join(' ')} approve, by CODEOWNERS`],
        [`environment ${environment}`, 'its reviewers let a deployment of the shipped workflows go'],
        ...deploymentRows(access),
      ],
    ),
  ].join('');
}

function deploymentRows({ deployment, tenant, cell }: TenantAccess): readonly (readonly string[])[] {
  if (deployment.kind === 'bootstrap-roles') {
    const { account, why } = deployment;
    return [
      [`stack tenant--${tenant}`, `whoever takes the bootstrap’s roles of account ${account}`],
      ['', `${why}; these roles may change every stack of the account`],
    ];
  }
  return [
    ...deployment.takenBy.map((taker, index) => [index === 0 ? deployment.deployRole : '', takerText(taker)]),
    [deployment.executionRole, `CloudFormation, for stack tenant--${tenant}`],
    [
      `stack access--${tenant}, with these roles`,
      `environment cells/${cell}, or whoever takes the bootstrap’s roles of the account`,
    ],
  ];
}

function takerText(taker: Taker): string {
  return taker.kind === 'role'
    ? taker.arn
    : `workflows of ${taker.repository} in environment ${taker.environment}`;
}

const WAYS: Readonly<Record<Way, string>> = {
  owner: 'approves changes of its files',
  role: 'takes its deploy role',
  workflow: 'deploys it from its environment',
};

/** What one principal may change. */
export function reachText(principal: string, reaches: readonly Reach[]): string {
  return [
    `${principal} may change ${reaches.length} ${reaches.length === 1 ? 'tenant' : 'tenants'}:\n\n`,
    table(
      ['TENANT', 'CELL', 'HOW'],
      reaches.map(({ tenant, cell, ways }) => [tenant, cell, ways.map((way) => WAYS[way]).join(', ')]),
    ),
  ].join('');
}
