import { currentRing, currentWave } from '../../lib/rollout/current-wave';
import { findMove } from '../../lib/rollout/move-index';
import { waveFactsOf } from '../../lib/rollout/parts';
import { progressed } from '../../lib/rollout/progress';
import { replaceMove } from '../../lib/rollout/replace-facts';
import type { MoveCalendar, RolloutPlan } from '../../lib/rollout/rollout-plan';
import type { MoveFacts, NoticeFacts, RolloutState } from '../../lib/rollout/rollout-state';
import { startRollout } from '../../lib/rollout/start-rollout';
import { Chance } from '../simulation/world/chance';
import { ALWAYS, DAY, HOUR, planOf, START } from './plans';
import { crossedPlainly } from './put-off-plainly';

const ZONES = ['UTC', 'America/New_York', 'Europe/Vienna', 'Australia/Sydney'] as const;
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const CELLS = ['cells/us-1', 'cells/us-2'] as const;

function drawnCalendar(chance: Chance): MoveCalendar {
  const from = chance.int(0, 20);
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  return {
    maintenance: {
      ...ALWAYS.maintenance,
      timeZone: chance.pick(ZONES),
      window: {
        days: chance.is(0.5) ? [...DAYS] : [chance.pick(DAYS), chance.pick(DAYS)],
        from: clock(from),
        to: clock(Math.min(from + chance.int(1, 6), 24)),
      },
      noticeDays: chance.pick([0, 0, 3, 20]),
    },
    freezes: chance.is(0.1) ? [{ name: 'Season', from: '2026-11-25', to: '2027-01-25' }] : [],
  };
}

/** The canary's ring was crossed; in the next one everybody waits. */
function drawnRollout(chance: Chance): RolloutState {
  const tenants = Array.from({ length: chance.int(4, 14) }, (_, index) => `brand-${index}`);
  const calendars = Object.fromEntries(tenants.map((id) => [id, drawnCalendar(chance)]));
  const concurrency = chance.int(1, 4);
  const waves: string[][] = [];
  for (let first = 0; first < tenants.length; first += concurrency) {
    waves.push(tenants.slice(first, first + concurrency));
  }
  const plan: RolloutPlan = planOf(
    { canary: { waves: [[...CELLS], ['pilot']] }, early: { waves, concurrency } },
    {
      calendars: { always: ALWAYS, ...calendars },
      calendarOf: Object.fromEntries(tenants.map((id) => [`tenants/${id}`, id])),
      cellOf: Object.fromEntries(tenants.map((id) => [`tenants/${id}`, chance.pick(CELLS)])),
    },
  );
  const notices = Object.fromEntries(tenants.map((id) => [`tenants/${id}`, drawnNotice(chance)]));
  const state = startRollout(plan, notices, START);
  return { ...state, rings: state.rings.with(0, crossedRing(state.rings[0]?.waves ?? [])) };
}

function crossedRing(waves: RolloutState['rings'][number]['waves']) {
  const passed = { startedAt: START, passedAt: START };
  return { ...passed, waves: waves.map(({ moves }) => ({ ...passed, moves: moves.map(arrived) })) };
}

function arrived({ stack, attempts }: MoveFacts): MoveFacts {
  return { stack, attempts, kind: 'moved', at: START, isPinned: true, restoreFailures: 0 };
}

function drawnNotice(chance: Chance): NoticeFacts {
  const told = { sentAt: START - chance.int(0, 9) * DAY };
  if (chance.is(0.1)) {
    return { ...told, objectedAt: START };
  }
  return chance.is(0.2) ? { ...told, notBefore: START + chance.int(0, 30) * DAY } : told;
}

/** Something that makes a difference to who is waited for. */
function drawnChange(chance: Chance, state: RolloutState): RolloutState {
  const { moves } = waveFactsOf(state, currentWave(state));
  const waiting = moves.filter(({ kind }) => kind === 'waiting');
  const { stack } = chance.pick(waiting) ?? { stack: 'tenants/pilot' };
  const found = findMove(state, stack);
  const cell = findMove(state, chance.pick(CELLS));
  if (found === undefined || cell === undefined) {
    throw new Error('the plan moves them');
  }
  switch (chance.int(0, 9)) {
    case 0:
      return {
        ...state,
        overrides: [...state.overrides, { rule: 'window', stack, reason: 'asked for', by: 'ops' }],
      };
    case 1:
      return replaceMove(state, cell.place, {
        ...arrived(cell.facts),
        kind: 'restored',
        at: START,
        isPinned: true,
      });
    case 2:
      return replaceMove(state, cell.place, arrived(cell.facts));
    default:
      return replaceMove(state, found.place, arrived(found.facts));
  }
}

test('who is put off when many waves are crossed at once is who would be if it were done one by one', () => {
  let putOff = 0;
  for (let seed = 1; seed <= 150; seed++) {
    const chance = new Chance(seed);
    let now = START;
    let quick = drawnRollout(chance);
    const seen: [RolloutState, string][] = [];
    for (let step = 0; step < 12 && currentRing(quick) !== undefined; step++) {
      const plain = crossedPlainly(quick, now);
      const crossed = progressed(quick, now);
      expect({ seed, step, rings: wavesOf(crossed) }).toEqual({
        seed,
        step,
        rings: wavesOf(plain),
      });
      putOff += putOffIn(crossed) - putOffIn(quick);
      seen.push([crossed, placesOf(crossed)]);
      now += chance.int(1, 30) * HOUR;
      quick = currentRing(crossed) === undefined ? crossed : drawnChange(chance, crossed);
    }
    // Places that later states are known by say nothing of earlier ones.
    for (const [state, places] of seen) {
      expect(placesOf(state)).toBe(places);
    }
  }
  expect(putOff).toBeGreaterThan(1000);
});

/** Where everybody is found. */
function placesOf(state: RolloutState): string {
  const moves = state.plan.rings.flatMap(({ waves }) => waves.flatMap((wave) => wave.moves));
  return JSON.stringify([
    moves.map(({ stack }) => findMove(state, stack)?.place),
    state.rings.map(({ waves }) => waves.flatMap((wave) => wave.moves.map(({ kind }) => kind))),
  ]);
}

function putOffIn({ rings }: RolloutState): number {
  return rings
    .flatMap(({ waves }) => waves.flatMap(({ moves }) => moves))
    .filter(({ kind }) => kind === 'put-off').length;
}

/** What happens to a ring whose waves are all passed is not compared. */
function wavesOf({ rings }: RolloutState) {
  return rings.map(({ waves }) => waves);
}
