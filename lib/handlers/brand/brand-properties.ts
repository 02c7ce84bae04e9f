import { memberOf } from '../json-record';
import { accepted, refused, type Outcome } from '../outcome';

/** Where a tenant's brand comes from and goes to. */
export interface BrandProperties {
  readonly bucket: string;
  /** Key of the archive in the assets' bucket: `<64 hexadecimal digits>.zip`, alone or below `tenants/<id>/`. */
  readonly sourceKey: string;
  readonly distributionId: string;
}

const BUCKET_PATTERN = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const SOURCE_KEY_PATTERN = /^[0-9a-f]{64}\.zip$/;
const DISTRIBUTION_PATTERN = /^[A-Z0-9]{8,32}$/;

/** Checks the properties of a `Custom::TenantBranding`. Whose they are is for the tenant's role to decide. */
export function parseBrandProperties(
  properties: Readonly<Record<string, unknown>>,
  tenant: string,
): Outcome<BrandProperties> {
  const bucket = textMatching(properties, 'Bucket', BUCKET_PATTERN);
  if (bucket === undefined) {
    return refused('Bucket is not the name of a bucket.');
  }
  const sourceKey = parseSourceKey(memberOf(properties, 'SourceKey'), tenant);
  if (sourceKey === undefined) {
    return refused(
      'SourceKey is not 64 hexadecimal digits and .zip, alone or below the prefix of the tenant.',
    );
  }
  const distributionId = textMatching(properties, 'DistributionId', DISTRIBUTION_PATTERN);
  if (distributionId === undefined) {
    return refused('DistributionId is not the id of a distribution.');
  }
  return accepted({ bucket, sourceKey, distributionId });
}

/** An archive that everybody may publish, or one that only the tenant's own deployer may. */
function parseSourceKey(value: unknown, tenant: string): string | undefined {
  const prefix = `tenants/${tenant}/`;
  if (typeof value !== 'string') {
    return undefined;
  }
  const name = value.startsWith(prefix) ? value.slice(prefix.length) : value;
  return SOURCE_KEY_PATTERN.test(name) ? value : undefined;
}

function textMatching(
  properties: Readonly<Record<string, unknown>>,
  name: string,
  pattern: RegExp,
): string | undefined {
  const value = memberOf(properties, name);
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}
