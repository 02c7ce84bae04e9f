import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { TenantClaims } from '../../fleet/agreement';
import type { Tenant } from '../../fleet/fleet';

/** What a run keeps of a tenant that is sound by itself. */
interface ReviewRecord {
  readonly claims: TenantClaims;
  readonly warnings: readonly Diagnostic[];
  /** Digest of the tenant's release and of the structure of its input, which tells shapes apart. */
  readonly shape: string;
  /** The marks of everything it was read from, by path relative to the fleet; undefined when some had just changed. */
  readonly marks?: Readonly<Record<string, string>>;
}

/** A tenant that was reviewed. A fleet has many, so that what is needed only later stays one text. */
export interface ReviewLine {
  readonly record: ReviewRecord;
  /** The {@link Tenant} as JSON. */
  readonly tenant: string;
}

/** Between the two texts of JSON in a line, neither of which can hold one. */
const SEPARATOR = '\t';

/** Lines of a text that `reviewText` made. */
export function parseReviews(text: string): readonly ReviewLine[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf(SEPARATOR);
      return { record: JSON.parse(line.slice(0, at)) as ReviewRecord, tenant: line.slice(at + 1) };
    });
}

export function reviewText(lines: readonly ReviewLine[]): string {
  return lines.map(({ record, tenant }) => `${JSON.stringify(record)}${SEPARATOR}${tenant}\n`).join('');
}

/** The tenant of a line. */
export function tenantOf({ tenant }: ReviewLine): Tenant {
  return JSON.parse(tenant) as Tenant;
}
