import type { OperatorAct } from '../../../lib/rollout/rollout-event';
import type { Act, Deed, Moment, ToldClient } from '../scenario';
import type { Chance } from '../world/chance';

export function drawActs(chance: Chance, stacks: readonly string[]): readonly Act[] {
  const count = chance.is(0.4) ? 0 : chance.int(1, chance.pick([2, 4, 7]));
  return Array.from({ length: count }, () => ({
    when: drawMoment(chance),
    does: drawDeed(chance, chance.pick(stacks) ?? ''),
  }));
}

function drawMoment(chance: Chance): Moment {
  return chance.is(0.3)
    ? { on: 'minute', minute: chance.int(0, 4_000) }
    : {
        on: chance.pick(['intent', 'started', 'ended', 'outcome', 'sampled']),
        nth: chance.int(0, chance.pick([1, 4, 12])),
      };
}

function drawDeed(chance: Chance, stack: string): Deed {
  const kind = chance.pick(['ask', 'ask', 'ask', 'ask', 'edit', 'remove', 'tell']);
  switch (kind) {
    case 'ask':
      return { kind, act: drawWord(chance, stack) };
    case 'edit':
    case 'remove':
      return { kind, stack };
    case 'tell':
      return { kind, stack, act: chance.pick(['sent', 'acknowledged', 'objected', 'waived']) };
  }
}

function drawWord(chance: Chance, stack: string): OperatorAct {
  const said = { by: 'operator', reason: 'it was asked for' };
  const kind = chance.pick([
    'pause',
    'pause',
    'halt',
    'halt',
    'resume',
    'retry',
    'abort',
    'skip',
    'skip',
    'overridden',
  ]);
  switch (kind) {
    case 'skip':
      return { kind, stack, ...said };
    case 'overridden':
      return {
        kind,
        override: {
          rule: chance.pick(['window', 'freeze', 'notice', 'traffic']),
          ...(chance.is(0.6) && { stack }),
          ...said,
        },
      };
    default:
      return { kind, ...said };
  }
}

export function drawNotices(chance: Chance, stacks: readonly string[]): readonly ToldClient[] {
  const told = chance.some(stacks, 0.8).map((stack): ToldClient => ({
    stack,
    act: 'sent',
    minutesBefore: chance.int(0, 9 * 24 * 60),
  }));
  const answers = chance.some(told, 0.15).map(({ stack, minutesBefore }): ToldClient => ({
    stack,
    act: chance.pick(['acknowledged', 'objected', 'waived']),
    minutesBefore: Math.floor(minutesBefore / 2),
  }));
  return [...told, ...answers].sort((a, b) => b.minutesBefore - a.minutesBefore);
}
