import type { CatalogueEntry } from './catalogue-entry';

/** Why there is no place for a tenant. */
export const CAPACITY_CODES = {
  'CAPACITY-001': {
    title: 'A quota of AWS leaves no room',
    meaning:
      'With one tenant more, the account, or the Region of the account, would hold more of something than AWS lets. `multiplex capacity --all` shows what is used of every quota. AWS raises most of them when asked; `quotas` in `fleet.yaml` says what it granted.',
  },
  'CAPACITY-002': {
    title: 'No cell can take the tenant',
    meaning:
      'No shared cell is there, or none in the Region that was asked for. Dedicated cells are promised to one tenant each.',
  },
} satisfies Record<`CAPACITY-${number}`, CatalogueEntry>;
