import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import { canonicalDomain } from '../schema/host-name';
import type { TenantDraft } from '../tenant-draft';
import { isMapping, type FieldPath } from '../yaml/field-path';
import { cellAbove, type PlatformHosts } from './platform-hosts';

/**
 * Checks that no setting of a feature names a host of the platform. An integration is somebody else's; a distribution
 * that called the platform's API, or another tenant, as one would reach what only its own origins may.
 */
export function checkSettingHosts(tenant: TenantDraft, platform: PlatformHosts): readonly Diagnostic[] {
  return textsIn(tenant.fields.features ?? {}, ['features']).flatMap(({ path, text }) => {
    const host = canonicalDomain(text);
    const whose = host === undefined ? undefined : ownerOf(host, platform);
    return whose === undefined
      ? []
      : [
          diagnostic({
            code: 'DOMAIN-010',
            place: tenant.document.locate(path),
            message: `the setting names ${quoted(text)}, which is ${whose}.`,
            next: 'Name a host of the integration itself.',
            value: text,
          }),
        ];
  });
}

function ownerOf(host: string, platform: PlatformHosts): string | undefined {
  const above = cellAbove(host, platform);
  return (
    platform.hosts.get(host) ?? (above === undefined ? undefined : `under the domain of cell "${above.cell}"`)
  );
}

interface Text {
  readonly path: FieldPath;
  readonly text: string;
}

/** The depth and number of values were limited when the file was parsed. */
function textsIn(value: unknown, path: FieldPath): readonly Text[] {
  if (typeof value === 'string') {
    return [{ path, text: value }];
  }
  if (Array.isArray(value)) {
    return value.flatMap((part, index) => textsIn(part, [...path, index]));
  }
  return isMapping(value)
    ? Object.entries(value).flatMap(([key, part]) => textsIn(part, [...path, key]))
    : [];
}
