import { invariant } from '../diagnostics/invariant';
import { toleratedFailures } from './tolerance';
import { theMove } from './move-index';
import { ringPlanOf } from './parts';
import type { BadSample, HaltFact, MoveFacts, RolloutState } from './rollout-state';
import { counted, stacksText, stackText } from './stack-text';

/** Why a roll-out stopped, as a sentence without its full stop. */
export function haltText(state: RolloutState, halt: HaltFact): string {
  switch (halt.kind) {
    case 'failures':
      return failuresText(state, halt);
    case 'health':
      return healthText(halt.bad, state.plan.policy.errorPercentMax);
    case 'traffic': {
      const needed = ringPlanOf(state.plan, halt.ring).minimumRequests;
      return `only ${halt.requests} of ${counted(needed, 'request')} were seen in time`;
    }
    case 'stuck':
      return stuckText(factsOf(state, halt.stack));
    case 'canary':
      return `the canary ${stackText(halt.stack)} does not show that the release is well${canaryText(factsOf(state, halt.stack))}`;
    case 'operator':
      return `${halt.by} stopped the line: ${sentencePart(halt.reason)}`;
  }
}

function failuresText(
  state: RolloutState,
  { ring, stacks }: Extract<HaltFact, { kind: 'failures' }>,
): string {
  const tolerated = toleratedFailures(ringPlanOf(state.plan, ring));
  const limit = tolerated === 0 ? '' : ` (${tolerated} tolerated)`;
  const reasons = stacks.flatMap((stack) => {
    const facts = factsOf(state, stack);
    return facts.kind === 'failed' ? [`: ${sentencePart(facts.reason)}`] : [];
  });
  return `${stacksText(stacks)} failed${limit}${reasons.slice(0, 1).join('')}`;
}

function healthText(bad: readonly BadSample[], limit: number): string {
  const told = bad
    .slice(0, BAD_TOLD_MAX)
    .map(
      ({ stack, errorPercent, requests }) =>
        `${stackText(stack)} answered ${percentText(errorPercent)} errors after ${counted(requests, 'request')}`,
    );
  const more = bad.length - told.length;
  return `${told.join(', ')}${more === 0 ? '' : ` and ${more} more`} (limit ${percentText(limit)})`;
}

/** More of them would hide the rest of the sentence. */
const BAD_TOLD_MAX = 3;

function percentText(percent: number): string {
  return `${Math.round(percent * 10) / 10} %`;
}

function stuckText(facts: MoveFacts): string {
  invariant(facts.kind === 'stuck', 'what is stuck stays so for the roll-out');
  return `${stackText(facts.stack)} is stuck in ${facts.status}: ${sentencePart(facts.next)}`;
}

function canaryText(facts: MoveFacts): string {
  switch (facts.kind) {
    case 'failed':
      return `: it failed: ${sentencePart(facts.reason)}`;
    case 'left':
      return `: ${sentencePart(facts.detail)}`;
    case 'restored':
      return ': it was put back';
    default:
      invariant(
        facts.kind === 'stuck',
        'a canary that shows nothing failed, was left, was put back or is stuck',
      );
      return `: it is stuck in ${facts.status}: ${sentencePart(facts.next)}`;
  }
}

function factsOf(state: RolloutState, stack: string): MoveFacts {
  return theMove(state, stack).facts;
}

/** What others wrote, without the full stop that ends it. */
export function sentencePart(text: string): string {
  return text.trim().replace(/\.$/, '');
}
