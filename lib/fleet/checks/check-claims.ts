import type { DiagnosticCode } from '../../diagnostics/catalogue';
import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { placeText, type Place } from '../../diagnostics/place';
import { quoted } from '../../diagnostics/printable';
import { canonicalDomain } from '../schema/host-name';
import type { TenantDraft } from '../tenant-draft';

/**
 * Checks that no two claims, of different tenants or of one, are for the same domain or one under the other's wildcard.
 * Of two, the one later in the order of ids and lines is reported, and names the first.
 */
export function checkClaims(tenants: readonly TenantDraft[]): readonly Diagnostic[] {
  const first: FirstClaims = { exact: new Map(), under: new Map() };
  const problems: Diagnostic[] = [];
  for (const claim of tenants.flatMap(claimsOf)) {
    const problem = conflictOf(claim, first);
    if (problem !== undefined) {
      problems.push(problem);
    }
    remember(claim, first);
  }
  return problems;
}

interface Claim {
  readonly tenant: TenantDraft;
  readonly index: number;
  readonly written: string;
  /** The canonical spelling. */
  readonly domain: string;
}

interface FirstClaims {
  /** By domain, wildcards with their star. */
  readonly exact: Map<string, Claim>;
  /** By the name above the domain, so that a wildcard finds one that it covers. */
  readonly under: Map<string, Claim>;
}

function claimsOf(tenant: TenantDraft): readonly Claim[] {
  return (tenant.fields.domains ?? []).flatMap((written, index) => {
    const domain = canonicalDomain(written);
    return domain === undefined ? [] : [{ tenant, index, written, domain }];
  });
}

function conflictOf(claim: Claim, first: FirstClaims): Diagnostic | undefined {
  const same = first.exact.get(claim.domain);
  if (same !== undefined) {
    const says = `is ${claimedBy(same, claim)}`;
    const next =
      same.tenant === claim.tenant ? 'Remove one of the two.' : 'Leave it with one of the two tenants.';
    return claimProblem('DOMAIN-002', claim, says, next);
  }
  return claim.domain.startsWith('*.')
    ? coverConflict(claim, first.under.get(claim.domain.slice(2)))
    : coveredConflict(claim, first.exact.get(`*.${parentOf(claim.domain)}`));
}

function coverConflict(claim: Claim, covered: Claim | undefined): Diagnostic | undefined {
  if (covered === undefined) {
    return undefined;
  }
  const says = `covers ${quoted(covered.written)}, which is ${claimedBy(covered, claim)}`;
  return claimProblem('DOMAIN-003', claim, says, 'Name the domains one by one, or remove the other.');
}

function coveredConflict(claim: Claim, covering: Claim | undefined): Diagnostic | undefined {
  if (covering === undefined) {
    return undefined;
  }
  const says = `is covered by ${quoted(covering.written)}, which is ${claimedBy(covering, claim)}`;
  return claimProblem('DOMAIN-003', claim, says, 'Remove it, or name the domains one by one.');
}

function remember(claim: Claim, { exact, under }: FirstClaims): void {
  if (!exact.has(claim.domain)) {
    exact.set(claim.domain, claim);
  }
  const parent = parentOf(claim.domain);
  if (!claim.domain.startsWith('*.') && !under.has(parent)) {
    under.set(parent, claim);
  }
}

function parentOf(domain: string): string {
  return domain.slice(domain.indexOf('.') + 1);
}

function claimedBy(other: Claim, claim: Claim): string {
  const who = other.tenant === claim.tenant ? 'this tenant' : `tenant ${quoted(other.tenant.id)}`;
  return `claimed by ${who} at ${placeText(placeOf(other))}`;
}

function placeOf({ tenant, index }: Claim): Place {
  return tenant.document.locate(['domains', index]);
}

function claimProblem(code: DiagnosticCode, claim: Claim, says: string, next: string): Diagnostic {
  const { written, domain } = claim;
  const spelling = written === domain ? quoted(written) : `${quoted(written)} (${domain})`;
  const message = `domain ${spelling} ${says}.`;
  return diagnostic({ code, place: placeOf(claim), message, next, value: written });
}
