import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { dedicationDigest, parseDedication } from '../dedication/dedication-document';
import type { Dedication } from '../dedication/dedication-document';
import type { Fleet } from '../fleet/fleet';
import type { Override } from '../plan/plan-document';
import { accessDisplayName, tenantDisplayName } from '../render/rendered-stack';

/** Where `dedicate` writes the plans of moves, relative to the fleet. */
export const DEDICATIONS_FOLDER = 'dedications';

/**
 * What the dedications beside the fleet settle: that a tenant stands where one of them leads to, and whatever else was said to
 * that. A file that is none, was edited, is refused or leads elsewhere settles nothing.
 */
export function settledMoves(rootFolder: string, { tenants }: Pick<Fleet, 'tenants'>): readonly Override[] {
  const folder = join(rootFolder, DEDICATIONS_FOLDER);
  return filesIn(folder).flatMap((file) => {
    const dedication = readSound(join(folder, file));
    const isThere = tenants.some(({ id, cell }) => id === dedication?.tenant && cell === dedication.to.cell);
    return dedication === undefined || !isThere ? [] : settledBy(dedication, file);
  });
}

function settledBy({ tenant, refusals, digest }: Dedication, file: string): readonly Override[] {
  const stack = tenantDisplayName(tenant);
  const reason = `${DEDICATIONS_FOLDER}/${file} moves it with its data (${digest.slice(0, 12)}).`;
  return [
    ...[stack, accessDisplayName(tenant)].map((moved) => ({ refusal: 'stack-moved', stack: moved, reason })),
    ...refusals.flatMap(({ refusal, reason: why }) =>
      why === undefined ? [] : [{ refusal, stack, reason: why }],
    ),
  ];
}

function readSound(path: string): Dedication | undefined {
  try {
    const parsed = parseDedication(JSON.parse(readFileSync(path, 'utf8')));
    const isSound =
      parsed.kind === 'dedication' &&
      parsed.dedication.verdict === 'clear' &&
      dedicationDigest(parsed.dedication) === parsed.dedication.digest;
    return isSound ? parsed.dedication : undefined;
  } catch {
    return undefined;
  }
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch {
    return [];
  }
}
