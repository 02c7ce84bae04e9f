import { isError } from '../diagnostics/diagnostic';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Fleet } from '../fleet/fleet';
import { parseFleet } from '../fleet/parse-fleet';
import { withReleases } from '../fleet/with-releases';
import type { FleetStates, WorkTree } from './fleet-states';
import { fleetStacks } from './fleet-stacks';

/** A fleet as it is and as it would be with other releases, or what speaks against those. */
export type MovedStates =
  | { readonly kind: 'states'; readonly fleet: Fleet; readonly states: FleetStates }
  | { readonly kind: 'unsound'; readonly diagnostics: readonly Diagnostic[] };

/**
 * Both states of a move to other releases: the files as they are, and the same files with these releases in them, checked
 * as if somebody had written them.
 *
 * @param releases By stack: `tenants/rally-north`, `cells/us-1`.
 */
export function movedStates(
  work: Omit<WorkTree, 'projectFolder'>,
  releases: ReadonlyMap<string, string>,
): MovedStates {
  const { rootFolder, files, fleet: before, catalogues, maker } = work;
  const moved = withReleases(files, releases);
  const { fleet, diagnostics } = parseFleet(moved, catalogues);
  if (fleet === undefined) {
    return { kind: 'unsound', diagnostics: diagnostics.filter(isError) };
  }
  return {
    kind: 'states',
    fleet,
    states: {
      files: moved,
      base: { files, stacks: fleetStacks(before, rootFolder, maker), program: [] },
      after: fleetStacks(fleet, rootFolder, maker),
      known: new Map(),
      keep: () => {},
    },
  };
}
