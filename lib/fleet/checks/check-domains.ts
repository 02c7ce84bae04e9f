import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import { accountOfArn } from '../schema/arn';
import type { FleetFile } from '../schema/fleet-file';
import { canonicalDomain, domainCovers } from '../schema/host-name';
import { cellAbove, type PlatformHosts } from './platform-hosts';
import type { TenantDraft } from '../tenant-draft';

/** Checks the domains of one tenant by themselves: spelling, certificate, and that none belongs to the platform. */
export function checkDomains(
  tenant: TenantDraft,
  cells: FleetFile['cells'],
  platform: PlatformHosts,
): readonly Diagnostic[] {
  const domains = tenant.fields.domains ?? [];
  return [
    ...domains.flatMap((written, index) => checkDomain({ tenant, written, index }, platform)),
    ...checkCertificate(tenant),
    ...checkCell(tenant, cells, platform),
  ];
}

interface WrittenDomain {
  readonly tenant: TenantDraft;
  readonly written: string;
  readonly index: number;
}

function checkDomain(domain: WrittenDomain, platform: PlatformHosts): readonly Diagnostic[] {
  const { tenant, written } = domain;
  const canonical = canonicalDomain(written);
  if (canonical === undefined) {
    const says = 'is not a domain';
    const next = 'Write a host name without scheme, port or path, such as www.example.com or *.example.com.';
    return [domainProblem('DOMAIN-001', domain, { says, next })];
  }
  const owner = platformOwner(canonical, platform);
  if (owner !== undefined) {
    const says = owner.host === canonical ? `is ${owner.is}` : `covers ${quoted(owner.host)}, ${owner.is}`;
    return [domainProblem('DOMAIN-005', domain, { says, next: 'Use a domain of the client.' })];
  }
  const above = cellAbove(canonical, platform);
  if (above !== undefined) {
    const says = `lies under ${quoted(above.domain)}, the domain of cell ${quoted(above.cell)}`;
    const next = `Remove it: without a domain of its own, the tenant answers at ${tenant.id}.<domain of its cell>.`;
    return [domainProblem('DOMAIN-004', domain, { says, next })];
  }
  return [];
}

interface OwnedHost {
  readonly host: string;
  readonly is: string;
}

function platformOwner(domain: string, { hosts, cellDomains }: PlatformHosts): OwnedHost | undefined {
  const is = hosts.get(domain);
  if (is !== undefined) {
    return { host: domain, is };
  }
  // `*.<domain of a cell>` is about the tenants under it, which have a message of their own.
  if (!domain.startsWith('*.') || cellDomains.has(domain.slice(2))) {
    return undefined;
  }
  const covered = [...hosts].find(([host]) => domainCovers(domain, host));
  return covered === undefined ? undefined : { host: covered[0], is: covered[1] };
}

function domainProblem(
  code: 'DOMAIN-001' | 'DOMAIN-004' | 'DOMAIN-005',
  { tenant, written, index }: WrittenDomain,
  { says, next }: { readonly says: string; readonly next: string },
): Diagnostic {
  const place = tenant.document.locate(['domains', index]);
  return diagnostic({ code, place, message: `domain ${quoted(written)} ${says}.`, next, value: written });
}

/** Judges by what is written, valid or not, so that a malformed certificate is not called missing as well. */
function checkCertificate({ document }: TenantDraft): readonly Diagnostic[] {
  const { domains = [], certificateArn } = document.value;
  if (!Array.isArray(domains)) {
    return [];
  }
  if (domains.length > 0 && certificateArn === undefined) {
    return [
      diagnostic({
        code: 'DOMAIN-006',
        place: document.locate(['domains'], 'key'),
        message: 'the tenant has domains and no certificate for them.',
        next: 'Add "certificateArn:" with the ARN of a certificate in us-east-1 that covers all of them.',
      }),
    ];
  }
  if (domains.length === 0 && certificateArn !== undefined) {
    return [
      diagnostic({
        code: 'DOMAIN-007',
        place: document.locate(['certificateArn'], 'key'),
        message: 'the tenant has a certificate and no domains.',
        next: 'Add "domains:", or remove the certificate.',
      }),
    ];
  }
  return [];
}

function checkCell(
  { id, document, fields }: TenantDraft,
  cells: FleetFile['cells'],
  platform: PlatformHosts,
): readonly Diagnostic[] {
  const cell =
    fields.cell !== undefined && Object.hasOwn(cells, fields.cell) ? cells[fields.cell] : undefined;
  if (cell === undefined) {
    return [];
  }
  const problems: Diagnostic[] = [];
  const account = fields.certificateArn === undefined ? cell.account : accountOfArn(fields.certificateArn);
  if (account !== cell.account) {
    problems.push(
      diagnostic({
        code: 'DOMAIN-008',
        place: document.locate(['certificateArn']),
        message: `the certificate is in account ${account}, and cell ${quoted(fields.cell ?? '')} in ${cell.account}.`,
        next: `Name a certificate in account ${cell.account}: CloudFront takes no other.`,
        value: fields.certificateArn,
      }),
    );
  }
  const defaultHost = `${id}.${cell.domain}`;
  const taken = platform.hosts.get(defaultHost);
  if (taken !== undefined) {
    problems.push(
      diagnostic({
        code: 'DOMAIN-009',
        place: document.locate(['cell']),
        message: `the tenant would answer at ${quoted(defaultHost)}, which is ${taken}.`,
        next: 'Rename the folder, or move the tenant to another cell.',
        value: defaultHost,
      }),
    );
  }
  return problems;
}
