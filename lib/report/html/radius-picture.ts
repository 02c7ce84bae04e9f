import { html } from '../markup';
import type { Markup } from '../markup';
import { plural } from '../plural';
import type { CellRadius, Impact, TenantRadius } from './blast-radius';

/** What an impact looks like: the sign says it where colours cannot. */
export const IMPACTS: Readonly<Record<Impact, { readonly sign: string; readonly says: string }>> = {
  identical: { sign: '=', says: 'byte-identical' },
  reached: { sign: '↯', says: 'reads something that its cell alters' },
  roles: { sign: '§', says: 'is byte-identical; the roles that it is deployed with change' },
  changed: { sign: '~', says: 'changes in place' },
  added: { sign: '+', says: 'is added' },
  replaced: { sign: '!', says: 'has a part replaced, or removed' },
  removed: { sign: '−', says: 'is removed' },
};

const WIDTH = 340;
const PAD = 10;
const SHARED_HEIGHT = 46;
/** Tenants of a cell that are drawn with their names; more of them are squares. */
const NAMED_MAX = 24;

/** A cell: its shared parts above, its tenants below, and a line between those that a change ties to each other. */
export function cellPicture(cell: CellRadius): Markup {
  const isNamed = cell.tenants.length <= NAMED_MAX;
  const tiles = cell.tenants.map((tenant, index) => ({
    tenant,
    box: isNamed ? namedBox(index) : squareBox(index),
  }));
  const height = Math.max(SHARED_HEIGHT + 2 * PAD, ...tiles.map(({ box }) => box.y + box.height)) + PAD;
  const id = `radius-${cell.stack.replace('/', '-')}`;
  return html`<figure class="radius">
    <svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${id}">
      <title id="${id}">${pictureText(cell)}</title>
      ${isNamed ? trunk(tiles) : ''} ${sharedParts(cell)}
      ${tiles.map(({ tenant, box }) => (isNamed ? namedTile(tenant, box) : squareTile(tenant, box)))}
    </svg>
    <figcaption>${pictureText(cell)}</figcaption>
  </figure> `;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Tile {
  readonly tenant: TenantRadius;
  readonly box: Box;
}

function namedBox(index: number): Box {
  const [column, row] = [index % 2, Math.floor(index / 2)];
  return { x: PAD + column * 172, y: SHARED_HEIGHT + 30 + row * 34, width: 148, height: 26 };
}

function squareBox(index: number): Box {
  const [column, row] = [index % 12, Math.floor(index / 12)];
  return { x: PAD + column * 27, y: SHARED_HEIGHT + 30 + row * 27, width: 23, height: 23 };
}

/** From the shared parts down between the two columns, with a branch to each tenant that changes or is reached. */
function trunk(tiles: readonly Tile[]): Markup {
  const tied = tiles.filter(({ tenant: { impact } }) => impact !== 'identical' && impact !== 'roles');
  const lines = [
    tiesMarkup(
      tied.filter(({ tenant }) => !isAltered(tenant)),
      '',
    ),
    tiesMarkup(
      tied.filter(({ tenant }) => isAltered(tenant)),
      ' altered',
    ),
  ];
  return html`${lines}`;
}

function tiesMarkup(tiles: readonly Tile[], kind: '' | ' altered'): Markup {
  const middle = WIDTH / 2;
  const branches = tiles.map(({ box }) => {
    const y = box.y + box.height / 2;
    return `M${middle} ${SHARED_HEIGHT} V${y} H${box.x < middle ? box.x + box.width : box.x}`;
  });
  return html`${branches.map((path) => html`<path class="tie${kind}" d="${path}" />`)}`;
}

/** Whether something that it reads of its cell is altered. */
function isAltered({ impact, change }: TenantRadius): boolean {
  return impact === 'reached' || (change?.reach.kind === 'tenant' && change.reach.altered.length > 0);
}

function sharedParts({ stack, impact, change }: CellRadius): Markup {
  const says =
    change === undefined
      ? 'shared parts: byte-identical'
      : `shared parts: ${plural(change.resources.length, 'resource')} ${change.kind}`;
  return html`<g class="shared ${impact}">
    <rect x="${PAD}" y="4" width="${WIDTH - 2 * PAD}" height="${SHARED_HEIGHT - 4}" rx="8" />
    <text class="sign" x="${PAD + 12}" y="32">${IMPACTS[impact].sign}</text>
    <text class="name" x="${PAD + 32}" y="22">${stack}</text>
    <text class="small" x="${PAD + 32}" y="38">${says}</text>
  </g>`;
}

function namedTile({ stack, impact, why }: TenantRadius, { x, y, width, height }: Box): Markup {
  return html`<g class="tile ${impact}">
    <title>${stack}: ${why}</title>
    <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" />
    <text class="sign" x="${x + 9}" y="${y + 17}">${IMPACTS[impact].sign}</text>
    <text class="small" x="${x + 22}" y="${y + 17}">${stack.slice(stack.indexOf('/') + 1)}</text>
  </g>`;
}

function squareTile({ stack, impact, why }: TenantRadius, { x, y, width, height }: Box): Markup {
  return html`<g class="tile ${impact}">
    <title>${stack}: ${why}</title>
    <rect x="${x}" y="${y}" width="${width}" height="${height}" rx="4" />
    <text class="sign" x="${x + 8}" y="${y + 16}">${IMPACTS[impact].sign}</text>
  </g>`;
}

/** `cells/us-1: its shared parts are byte-identical; of 7 tenants 1 changes in place, 6 are byte-identical`. */
function pictureText({ stack, impact, tenants }: CellRadius): string {
  const counts = (Object.keys(IMPACTS) as Impact[]).flatMap((one) => {
    const count = tenants.filter((tenant) => tenant.impact === one).length;
    return count === 0 ? [] : [`${count} ${COUNTED[one]}`];
  });
  const of = plural(tenants.length, 'tenant');
  return `${stack}: shared parts ${COUNTED[impact]}. ${of}: ${counts.join(', ')}.`;
}

const COUNTED: Readonly<Record<Impact, string>> = {
  identical: 'byte-identical',
  reached: 'reached through what the cell alters',
  roles: 'the same, with other roles to be deployed with',
  changed: 'changed in place',
  added: 'added',
  replaced: 'with a part replaced or removed',
  removed: 'removed',
};
