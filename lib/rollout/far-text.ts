import { LEFT_TEXT } from './left-text';
import { theMove } from './move-index';
import type { Phase } from './phase';
import type { RolloutState } from './rollout-state';
import type { RolloutTally } from './rollout-tally';
import { countText, isOrAre, stacksText, stackText, wasOrWere } from './stack-text';

/** How far a roll-out is, and who is not where it wants them: sentences without their full stop. */
export function farText(state: RolloutState, { kind }: Phase, tally: RolloutTally): readonly string[] {
  switch (kind) {
    case 'planned':
      return [];
    case 'waiting':
    case 'moving':
    case 'baking':
    case 'paused':
      return [progressText(state, tally)];
    case 'halted':
    case 'putting-back':
    case 'aborted':
      return [stoppedText(state, tally)];
    case 'finished':
      return finishedTexts(state, tally);
  }
}

function progressText({ plan }: RolloutState, tally: RolloutTally): string {
  const total = Object.values(tally).reduce((sum, stacks) => sum + stacks.length, 0);
  return `${tally.arrived.length} of ${total} ${isOrAre(tally.arrived)} at ${plan.to}`;
}

function stoppedText(state: RolloutState, tally: RolloutTally): string {
  const { arrived, operating, restored, waiting } = tally;
  const parts = [
    ...(restored.length === 0 ? [] : [restoredText(state, restored)]),
    ...(arrived.length === 0 ? [] : [`${countText(arrived)} ${isOrAre(arrived)} at ${state.plan.to}`]),
    ...(operating.length === 0 ? [] : [`${countText(operating)} ${isOrAre(operating)} on the way`]),
    waiting.length === 0 ? 'nobody else waits' : `${waiting.length} ${wasOrWere(waiting)} not touched`,
  ];
  return parts.join('; ');
}

/** Names the release where all of them are back at the same one. */
function restoredText(state: RolloutState, restored: readonly string[]): string {
  const releases = new Set(restored.map((stack) => theMove(state, stack).planned.move.from.release));
  const release = releases.size === 1 ? [...releases][0] : undefined;
  return `${countText(restored)} ${wasOrWere(restored)} put back${release === undefined ? '' : ` to ${release}`}`;
}

function finishedTexts(
  state: RolloutState,
  { failed, restored, stuck, left }: RolloutTally,
): readonly string[] {
  return [
    ...(failed.length === 0 ? [] : [`Failed, and as before: ${stacksText(failed)}`]),
    ...(restored.length === 0 ? [] : [restoredText(state, restored)]),
    ...(stuck.length === 0 ? [] : [`Stuck: ${stacksText(stuck)}`]),
    ...(left.length === 0
      ? []
      : [
          `Left as before: ${left.map(({ stack, why }) => `${stackText(stack)} (${LEFT_TEXT[why]})`).join(', ')}`,
        ]),
  ];
}
