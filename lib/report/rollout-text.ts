import { sentencePart } from '../rollout/halt-text';
import { localTimeText } from '../rollout/calendar/local-time';
import type { LedgerEntry } from '../rollout/ports';
import type { RolloutPlan } from '../rollout/rollout-plan';
import type { MoveFacts, RolloutState } from '../rollout/rollout-state';
import type { RolloutProgress } from '../rollout/runner/run-rollout';
import type { RolloutCalendar } from '../rollout/simulate-calendar';
import { statusOf } from '../rollout/status';
import type { TurnReason } from '../rollout/turn-reason';
import { recordText } from './audit-text';
import { plural } from './plural';
import { table } from './table';
import { utcTime } from './utc-time';

/** One line a step of a roll-out that runs; nothing for steps that nobody waits for. */
export function progressLine(progress: RolloutProgress, now: number): string {
  switch (progress.kind) {
    case 'taken':
      return '';
    case 'recorded':
      return recordedLine(progress.entry);
    case 'asleep':
      return `${utcTime(now)}  Nothing is due before ${utcTime(progress.until)}; others may have the fleet until then.\n`;
    case 'waiting':
      return `${utcTime(now)}  ${progress.owner} has the fleet until ${utcTime(progress.until)}; waiting.\n`;
    case 'trouble':
      return `${utcTime(now)}  ${progress.what}: ${progress.why}. It is tried again at ${utcTime(progress.again)}.\n`;
  }
}

function recordedLine({ at, record }: LedgerEntry): string {
  const isPin = record.kind === 'rollout-event' && record.event.kind === 'pinned';
  return isPin ? '' : `${utcTime(at)}  ${recordText(record)}\n`;
}

/** Where a roll-out is after a step, as a sentence; undefined where the step says nothing of it. */
export function progressSentence(progress: RolloutProgress, now: number): string | undefined {
  return 'state' in progress ? statusOf(progress.state, now).sentence : undefined;
}

/** Where a roll-out is: the sentence, and what is left of its rings. */
export function rolloutStatusText(state: RolloutState, now: number): string {
  const rows = state.plan.rings.map(({ ring, waves }, index) => {
    const moves = state.rings[index]?.waves.flatMap((wave) => wave.moves) ?? [];
    const planned = waves.reduce((sum, wave) => sum + wave.moves.length, 0);
    return [ring, String(planned), countsOf(moves)];
  });
  return `${statusOf(state, now).sentence}\n\nRoll-out ${state.plan.id} to ${state.plan.to}:\n${table(['ring', 'stacks', 'now'], rows)}`;
}

function countsOf(moves: readonly MoveFacts[]): string {
  const count = (...kinds: readonly MoveFacts['kind'][]): number =>
    moves.filter(({ kind }) => kinds.includes(kind)).length;
  const parts = [
    [count('moved'), 'moved'],
    [count('moving', 'restoring'), 'under way'],
    [count('failed'), 'failed'],
    [count('stuck'), 'stuck'],
    [count('restored'), 'put back'],
    [count('left'), 'left'],
    [count('waiting'), 'waiting'],
  ] as const;
  return parts
    .filter(([number]) => number > 0)
    .map(([number, what]) => `${number} ${what}`)
    .join(', ');
}

/** Moves that are listed one by one; beyond, the first and last of each ring say enough. */
const MOVES_SHOWN_MAX = 200;

/** Who would go when and why then, if every move succeeded. */
export function calendarText(plan: RolloutPlan, calendar: RolloutCalendar): string {
  const shown = calendar.moves.slice(0, MOVES_SHOWN_MAX);
  const rows = shown.map(({ stack, ring, wave, at, timeZone, why }) => [
    localTimeText(timeZone, at),
    stack,
    `${ring}, wave ${wave}`,
    turnText(why),
  ]);
  const more = calendar.moves.length - shown.length;
  const left = [...plan.left.filter(({ why }) => why !== 'at-target'), ...calendar.left];
  return [
    `Roll-out ${plan.id} to ${plan.to}: ${plural(calendar.moves.length, 'move')}, over by ${utcTime(calendar.endsAt)} if all goes well.\n`,
    rows.length === 0 ? '' : table(['when', 'stack', 'turn', 'why then'], rows),
    more > 0 ? `… and ${more} more; --json has all of them.\n` : '',
    ...left.map(({ stack, detail }) => `${stack} stays: ${sentencePart(detail)}.\n`),
    calendar.halt === undefined ? '' : 'It would halt, because nobody can be the canary.\n',
    nextStep(plan, left),
  ].join('');
}

function nextStep({ to }: RolloutPlan, left: RolloutPlan['left']): string {
  const untold = left.filter(({ why }) => why === 'not-told').map(({ stack }) => stack);
  const ids = untold.map((stack) => stack.slice(stack.indexOf('/') + 1));
  return ids.length === 0
    ? ''
    : `Tell them, and write it down: npx multiplex notices sent ${ids.slice(0, NAMED_MAX).join(' ')}${ids.length > NAMED_MAX ? ' …' : ''} --release ${to}\n`;
}

/** Tenants that a command line to copy names. */
const NAMED_MAX = 20;

/** The last thing that a stack waited for. */
export function turnText(why: TurnReason): string {
  switch (why.kind) {
    case 'start':
      return 'the roll-out starts';
    case 'wave':
      return `wave ${why.wave} is done`;
    case 'bake':
      return `${why.ring} has baked`;
    case 'window':
      return 'its window opens';
    case 'freeze':
      return `freeze ${why.name} is over`;
    case 'notice':
      return 'its notice is over';
  }
}
