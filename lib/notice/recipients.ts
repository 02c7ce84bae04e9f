import type { Tenant } from '../fleet/fleet';

export type Contact = Tenant['contacts'][number];

/** Who plans with an update: those who run the service and those who answer for it, or whoever is named where neither is. */
export function recipients({ contacts }: Pick<Tenant, 'contacts'>): readonly Contact[] {
  const concerned = contacts.filter(({ role }) => role !== 'security');
  return concerned.length === 0 ? contacts : concerned;
}
