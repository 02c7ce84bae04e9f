import { localTimeText } from './calendar/local-time';
import { currentWave } from './current-wave';
import { haltText, sentencePart } from './halt-text';
import { farText } from './far-text';
import type { WaveRef } from './parts';
import { calendarOf, ringFactsOf, ringPlanOf } from './parts';
import { phaseOf, type Phase } from './phase';
import type { Instant } from './rollout-plan';
import type { OperatorFact, RolloutState } from './rollout-state';
import { tallyOf, type RolloutTally } from './rollout-tally';
import { counted, countText, isOrAre, stackText, stacksText } from './stack-text';

export interface RolloutStatus {
  readonly phase: Phase;
  /** One line of one to four sentences: what happens, where and why; and how far it is. */
  readonly sentence: string;
}

/** What a roll-out is doing now, as data and in words. Times are told in the zone of whoever is waited for. */
export function statusOf(state: RolloutState, now: Instant): RolloutStatus {
  const phase = phaseOf(state, now);
  const tally = tallyOf(state);
  const parts = [phaseText(state, phase, tally), ...farText(state, phase, tally)];
  return { phase, sentence: parts.map((part) => `${part}.`).join(' ') };
}

function phaseText(state: RolloutState, phase: Phase, tally: RolloutTally): string {
  const { to, rings } = state.plan;
  switch (phase.kind) {
    case 'planned':
      return `Planned: ${countText(tally.waiting)} ${isOrAre(tally.waiting)} to move to ${to} in ${counted(rings.length, 'ring')}`;
    case 'waiting':
      return `Waiting in ${placeText(state)}, until ${waitingText(state, phase)}`;
    case 'moving':
      return tally.operating.length === 0
        ? `Moving in ${placeText(state)}`
        : `Moving in ${placeText(state)}: ${stacksText(tally.operating)}`;
    case 'baking':
      return `Baking in ${placeText(state)}: ${bakeText(phase)}`;
    case 'paused':
      return `Paused in ${placeText(state)} ${saidText(phase.pause)}`;
    case 'halted':
      return `Halted in ${placeText(state, phase.halt)}: ${haltText(state, phase.halt)}`;
    case 'putting-back':
      return `Putting back in ${placeText(state, phase.halt)}: ${haltText(state, phase.halt)}`;
    case 'aborted':
      return `Aborted in ${placeText(state)} ${saidText(phase.abort)}`;
    case 'finished':
      return tally.arrived.length === 0
        ? `Finished: nobody was moved to ${to}`
        : `Finished: ${countText(tally.arrived)} ${isOrAre(tally.arrived)} at ${to}`;
  }
}

function placeText(state: RolloutState, { ring, wave }: WaveRef = currentWave(state)): string {
  const waves = ringFactsOf(state, ring).waves.length;
  return `${ringPlanOf(state.plan, ring).ring}, wave ${wave + 1} of ${waves}`;
}

function waitingText({ plan }: RolloutState, { until, first }: Extract<Phase, { kind: 'waiting' }>): string {
  const { stack, calendar } = first.planned.move;
  const { timeZone } = calendarOf(plan, calendar).maintenance;
  return `${localTimeText(timeZone, until)}, when ${stackText(stack)} may be moved`;
}

function bakeText({
  minutesLeft,
  requestsSeen,
  requestsNeeded,
  patienceEndsAt,
}: Extract<Phase, { kind: 'baking' }>): string {
  const requests =
    requestsNeeded === 0 ? [] : [`${requestsSeen} of ${counted(requestsNeeded, 'request')} seen`];
  if (minutesLeft > 0) {
    return [`${counted(minutesLeft, 'minute')} to go`, ...requests].join(', ');
  }
  return requestsSeen < requestsNeeded
    ? [...requests, `waiting for more until ${localTimeText('UTC', patienceEndsAt)}`].join(', ')
    : 'waiting for the last sample of its health';
}

function saidText({ by, reason }: OperatorFact): string {
  return `by ${by}: ${sentencePart(reason)}`;
}
