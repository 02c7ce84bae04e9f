import type { Tenant } from '../fleet/fleet';

/** What stands above this line is written by hand, and stays. */
const MARK = '# Below: who approves changes of a tenant, from owners in tenants/<id>/tenant.yaml.';
const HOW = '# Written by npx multiplex access --codeowners; what is changed here by hand is lost.';

/**
 * The text of a CODEOWNERS file: each tenant's folder with its owners, below what is written by hand. Of several lines
 * that match a path the last one counts, so what is above is for everything else.
 *
 * @param present The text that the file has. @default there is none
 */
export function codeownersText(tenants: readonly Pick<Tenant, 'id' | 'owners'>[], present = ''): string {
  const at = present.indexOf(MARK);
  const byHand = at === -1 ? present : present.slice(0, at);
  const lines = tenants.map(({ id, owners }) => `/tenants/${id}/ ${owners.join(' ')}\n`);
  return `${byHand === '' || byHand.endsWith('\n') ? byHand : `${byHand}\n`}${MARK}\n${HOW}\n${lines.join('')}`;
}
