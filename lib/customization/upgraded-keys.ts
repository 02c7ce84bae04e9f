import { compareReleases } from '../fleet/release-version';
import type { JsonMapping, TenantSource } from '../plan/causes/fleet-source';
import { isMapping, valueChanges } from '../plan/value-changes';
import type { Json } from '../plan/value-changes';
import type { Interaction, UpgradedKey } from './customization-report';
import type { TriedKey } from './upgrade-trial';
import { isCustomized, keyName } from './written-keys';
import type { WrittenKey } from './written-keys';

/** The keys that an upgrade is about: all that differ from a default, and those that fall behind one that moves. */
export function upgradedKeys(
  written: readonly WrittenKey[],
  newDefaults: readonly (Json | undefined)[],
  tried: ReadonlyMap<string, TriedKey>,
): readonly UpgradedKey[] {
  return written.flatMap((key, index): readonly UpgradedKey[] => {
    const newDefault = newDefaults[index];
    const found = tried.get(keyName(key));
    const isLeftBehind =
      !isCustomized(key) && newDefault !== undefined && valueChanges(key.default, newDefault, '').length > 0;
    const behind: readonly Interaction[] = isLeftBehind ? [{ kind: 'left-behind' }] : [];
    const interactions = [...(found?.interactions ?? []), ...behind];
    if (!isCustomized(key) && interactions.length === 0) {
      return [];
    }
    return [
      {
        key: keyName(key),
        own: key.own,
        ...(key.default === undefined ? {} : { oldDefault: key.default }),
        ...(newDefault === undefined ? {} : { newDefault }),
        interactions,
        harmless: found?.harmless ?? [],
      },
    ];
  });
}

/** The tenant as it would be at the release. */
export function upgradedTenant(tenant: TenantSource, release: string): TenantSource {
  return { ...tenant, value: { ...tenant.value, release } };
}

/** `fleet.yaml` with no cell behind the release: cells go before their tenants. */
export function upgradedFleet(fleet: JsonMapping, release: string): JsonMapping {
  const { cells } = fleet;
  return isMapping(cells)
    ? {
        ...fleet,
        cells: Object.fromEntries(
          Object.entries(cells).map(([id, cell]) => [id, upgradedCell(cell, release)]),
        ),
      }
    : fleet;
}

function upgradedCell(cell: Json, release: string): Json {
  return isMapping(cell) &&
    typeof cell['release'] === 'string' &&
    compareReleases(cell['release'], release) < 0
    ? { ...cell, release }
    : cell;
}
