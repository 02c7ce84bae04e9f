import { diagnostic } from '../../diagnostics/diagnostic';
import { ProblemError } from '../../diagnostics/problem-error';
import { recordedRollout, rolloutIds } from '../../rollout/runner/open-rollout';
import type { RecordedRollout } from '../../rollout/runner/open-rollout';
import { STANDARD_BRAIN } from '../../rollout/runner/standard-brain';
import type { Records } from '../operations';

/**
 * The roll-out of that id; without one the roll-out that is not over.
 *
 * @throws ProblemError ROLLOUT-007 when there is none.
 */
export async function findRollout(
  { ledger }: Pick<Records, 'ledger'>,
  id?: string,
): Promise<RecordedRollout> {
  const ids = await rolloutIds(ledger);
  const wanted = id ?? ids.open;
  const found = wanted === undefined ? undefined : await recordedRollout(ledger, wanted, STANDARD_BRAIN);
  if (found === undefined) {
    throw noRollout(id, ids.all.at(-1));
  }
  return found;
}

/** The roll-out that is not over or, where there is none, the last one. */
export async function latestRollout({ ledger }: Pick<Records, 'ledger'>): Promise<RecordedRollout> {
  const { open, all } = await rolloutIds(ledger);
  return findRollout({ ledger }, open ?? all.at(-1));
}

function noRollout(id: string | undefined, last: string | undefined): ProblemError {
  return new ProblemError([
    diagnostic({
      code: 'ROLLOUT-007',
      place: { file: 'ledger' },
      message:
        id === undefined
          ? 'no roll-out of this fleet is under way.'
          : `there is no roll-out ${id} of this fleet.`,
      next:
        last === undefined
          ? 'Start one: npx multiplex rollout start --to <release>'
          : `The last one was ${last}: npx multiplex rollout status ${last}`,
      ...(id === undefined ? {} : { value: id }),
    }),
  ]);
}
