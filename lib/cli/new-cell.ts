import { diagnostic } from '../diagnostics/diagnostic';
import { ProblemError } from '../diagnostics/problem-error';
import { cellOfFleet } from '../dedication/standing-fleet';
import type { CellMove, DedicatedCell } from '../fleet/dedicated-cell';
import type { Cell, Fleet, Tenant } from '../fleet/fleet';
import { FLEET_FILE_PATH, tenantFilePath } from '../fleet/fleet-files';

/** What the flags of `dedicate` say of the new cell. */
export interface NewCellFlags {
  readonly account: string;
  readonly region: string;
  readonly hostedZoneId: string;
  readonly certificateArn: string;
  readonly tenantCertificateArn?: string;
  readonly cell?: string;
  readonly domain?: string;
  readonly apiDomain?: string;
  readonly webAclArn?: string;
}

/**
 * The cell that a tenant moves to. Its release is that of the cell that the tenant leaves, so that nothing but the place changes.
 *
 * @throws ProblemError DEDICATE-001 when it has no place for a second stack of the tenant.
 */
export function cellMove(fleet: Fleet, tenant: Tenant, flags: NewCellFlags): CellMove {
  const old = cellOfFleet(fleet, tenant.cell);
  const cell = newCell(old, flags.cell ?? tenant.id, flags);
  requirePlace(fleet, tenant, old, cell);
  const { tenantCertificateArn: certificateArn } = flags;
  if (certificateArn === undefined && tenant.domains.length > 0 && cell.account !== old.account) {
    throw refused(
      tenantFilePath(tenant.id),
      `the certificate of its domains is in account ${old.account}, and CloudFront takes one of account ${cell.account} there.`,
      'Ask for a certificate in us-east-1 of the new account, and name it: --tenant-certificate-arn <arn>',
      tenant.certificateArn,
    );
  }
  return { tenant: tenant.id, cell, ...(certificateArn === undefined ? {} : { certificateArn }) };
}

function newCell(old: Cell, id: string, flags: NewCellFlags): DedicatedCell {
  const domain = flags.domain ?? `${id}${old.domain.slice(old.domain.indexOf('.'))}`;
  const { account, region, hostedZoneId, certificateArn, webAclArn } = flags;
  return {
    id,
    account,
    region,
    release: old.release,
    domain,
    hostedZoneId,
    certificateArn,
    apiDomain: flags.apiDomain ?? `api.${domain}`,
    ...(webAclArn === undefined ? {} : { webAclArn }),
  };
}

function requirePlace(fleet: Fleet, tenant: Tenant, old: Cell, cell: DedicatedCell): void {
  if (old.kind === 'dedicated') {
    throw refused(
      tenantFilePath(tenant.id),
      `it is alone in cells/${old.id} already.`,
      'Leave it there.',
      old.id,
    );
  }
  if (fleet.cells.some(({ id }) => id === cell.id)) {
    throw refused(
      FLEET_FILE_PATH,
      `there is a cell ${cell.id} already.`,
      'Give the new one another id: --cell <id>',
      cell.id,
    );
  }
  if (old.account === cell.account && old.region === cell.region) {
    throw refused(
      FLEET_FILE_PATH,
      `cells/${old.id} is in account ${old.account}, ${old.region} too, where CloudFormation knows one stack of this name.`,
      'Give the tenant an account of its own, or at least another Region.',
      cell.account,
    );
  }
}

function refused(file: string, message: string, next: string, value: string | undefined): ProblemError {
  return new ProblemError([diagnostic({ code: 'DEDICATE-001', place: { file }, message, next, value })]);
}
