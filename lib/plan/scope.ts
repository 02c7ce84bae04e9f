import type { StackSide } from './stack-pair';

/** What the author means to change. */
export interface DeclaredScope {
  /** `fleet`, `cells/us-1` with every tenant of it, `tenants/rally-north`, or `access/rally-north`. */
  readonly declared: readonly string[];
  /** Whether somebody said so, or the changed files do. */
  readonly by: 'option' | 'files';
}

export const WHOLE_FLEET = 'fleet';

/** As much of a stack as decides whether it is meant: where it stands, before and after. */
interface PlacedPair {
  readonly stack: string;
  readonly before?: Pick<StackSide, 'cell'>;
  readonly after?: Pick<StackSide, 'cell'>;
}

/** Which stacks may change: those that are named, or whose cell is, or everything. */
export function stacksInScope({ declared }: DeclaredScope): (pair: PlacedPair) => boolean {
  const names = new Set(declared);
  return ({ stack, before, after }) => {
    const cells = [before?.cell, after?.cell].flatMap((cell) =>
      cell === undefined ? [] : [`cells/${cell}`],
    );
    // A tenant that moves between cells is only meant when both of them are.
    return (
      names.has(WHOLE_FLEET) ||
      names.has(stack) ||
      (cells.length > 0 && cells.every((cell) => names.has(cell)))
    );
  };
}

/** What differs between the files of two states. */
export interface ChangedFiles {
  /** Paths relative to the fleet. */
  readonly paths: readonly string[];
  /** Top of each key of `fleet.yaml` that differs: `cells.us-1.release`. */
  readonly fleetKeys: readonly (readonly string[])[];
  /** Roles of tenants whose folders only one of the two states has. */
  readonly access: readonly string[];
  /** Stacks that run the working tree's blueprint, where its code differs; none where it does not. */
  readonly next: readonly string[];
}

/** What the changed files are about. */
export function scopeOfFiles({ paths, fleetKeys, access, next }: ChangedFiles): DeclaredScope {
  const tenants = paths.flatMap((path) => /^(tenants\/[^/]+)\//.exec(path)?.[1] ?? []);
  const ofFleet = fleetKeys.flatMap(([top = '', name = '']) => {
    switch (top) {
      case 'cells':
        return name === '' ? [WHOLE_FLEET] : [`cells/${name}`];
      case 'rings':
      case 'defaults':
        // They say when stacks change, and are in none.
        return [];
      default:
        return [WHOLE_FLEET];
    }
  });
  // Who comes brings the roles that it is deployed with. Who is there and changes does not change them.
  return { declared: [...new Set([...ofFleet, ...tenants, ...access, ...next])].sort(), by: 'files' };
}
