import type { GrowthEvent } from './fleet-growth';
import { placeKey } from './meter';
import type { Meter, MeterPlace } from './meter';
import { QUOTAS } from './quotas';

/**
 * What to do about a limit, as a sentence.
 *
 * @param ends The meters when all tenants have come that are looked at.
 */
export function nextStep(event: GrowthEvent, ends: readonly Meter[]): string | undefined {
  if (event.kind === 'opened') {
    return undefined;
  }
  const { place, quota, limit } = event.meter;
  if (place.kind === 'cell' || place.kind === 'template') {
    return event.kind === 'full' ? cellStep(event) : undefined;
  }
  const needed =
    ends.find((end) => end.quota === quota && placeKey(end.place) === placeKey(place))?.used ?? 0;
  const atLeast = needed > limit ? `at least ${needed}` : `more than ${limit}`;
  return `Ask AWS for ${atLeast} ${QUOTAS[quota].noun} in ${placeText(place)} and write what it grants as quotas.accounts.${place.account}.${quota} in fleet.yaml, or open a cell in another account.`;
}

function cellStep({ site, obstacle }: Extract<GrowthEvent, { kind: 'full' }>): string {
  return obstacle === undefined
    ? `Open a cell, in account ${site.account} and ${site.region} or elsewhere.`
    : `Open a cell in another account: account ${site.account} may have ${obstacle.limit} ${QUOTAS[obstacle.quota].noun}, which is too few for one more.`;
}

/** `account 111122223333`, `us-east-1 of account 111122223333`, `cell us-1`. */
export function placeText(place: MeterPlace): string {
  switch (place.kind) {
    case 'cell':
      return `cell ${place.cell}`;
    case 'account':
      return `account ${place.account}`;
    case 'region':
      return `${place.region} of account ${place.account}`;
    case 'template':
      return place.stack;
  }
}
