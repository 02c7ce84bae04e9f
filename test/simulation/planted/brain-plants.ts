import type { MoveCalendar, MovePlan, RingPlan, WavePlan } from '../../../lib/rollout/rollout-plan';
import type { MoveFacts, RolloutState } from '../../../lib/rollout/rollout-state';
import { misasking, mishearing, misreading, misreadingRings, misremembering, plantInBrain } from './plant';
import type { Plant } from './plant';

const STOPPED = 'nothing starts once the line has stopped';
const WINDOW = 'nobody is moved outside its window';
const BAKE = 'a ring is baked, by time and by requests, before the next';
const CANARY = 'the canary goes first and alone';

export const BRAIN_PLANTS: readonly Plant[] = [
  plantInBrain(
    'a failure halts nothing',
    [STOPPED],
    misremembering((state, event) => (event.kind === 'settled' ? withoutHalt(state) : state)),
  ),
  plantInBrain(
    'bad health is not heard',
    [STOPPED],
    mishearing((event) => (event.kind === 'sampled' ? { ...event, bad: [] } : event)),
  ),
  plantInBrain(
    'a pause is not heard',
    [STOPPED],
    mishearing((event) => (event.kind === 'pause' && event.by === 'operator' ? { kind: 'tick' } : event)),
  ),
  plantInBrain(
    'one failure more is tolerated',
    [STOPPED],
    misreadingRings((ring) => ({ ...ring, toleratedFailures: ring.toleratedFailures + 1 })),
    60,
  ),
  plantInBrain(
    'the share of tolerated failures is not read',
    [STOPPED],
    misreadingRings((ring) => {
      const { toleratedFailurePercent: _, ...rest } = ring;
      return rest;
    }),
    155,
  ),
  plantInBrain(
    'windows are compared in UTC',
    [WINDOW],
    misreadingCalendars((calendar) => ({
      ...calendar,
      maintenance: { ...calendar.maintenance, timeZone: 'UTC' },
    })),
  ),
  plantInBrain(
    'quiet hours are not read',
    [WINDOW],
    misreadingCalendars((calendar) => ({
      ...calendar,
      maintenance: { ...calendar.maintenance, quietHours: [] },
    })),
  ),
  plantInBrain(
    'freezes are not read',
    ['nobody is moved in its freeze'],
    misreadingCalendars((calendar) => ({ ...calendar, freezes: [] })),
  ),
  plantInBrain(
    'notice is not waited for',
    ['nobody is moved who was not told in time, or objects'],
    misreadingCalendars((calendar) => ({
      ...calendar,
      maintenance: { ...calendar.maintenance, noticeDays: 0 },
    })),
  ),
  plantInBrain(
    'an objection is taken for an answer like any other',
    ['nobody is moved who was not told in time, or objects'],
    (brain) => ({
      ...brain,
      noticed: (before, act, at) => brain.noticed(before, act === 'objected' ? 'acknowledged' : act, at),
    }),
  ),
  plantInBrain(
    'one stack more is moved at once',
    ['never more at once than the ring allows'],
    misreadingRings((ring) => inWavesOf(ring.concurrency + 1, ring)),
  ),
  plantInBrain(
    'a wave is passed over',
    ['everybody was moved, or left by name'],
    misreadingRings((ring) => ({ ...ring, waves: ring.waves.filter((_, wave) => wave !== 2) })),
  ),
  plantInBrain(
    'the canary is a tenant like any other',
    [CANARY],
    misreadingRings((ring) => ({
      ...ring,
      waves: ring.waves.map((wave) => (wave.kind === 'canary' ? { ...wave, kind: 'tenants' } : wave)),
    })),
  ),
  plantInBrain(
    'the last two rings are crossed the wrong way round',
    ['a ring waits for the rings before it'],
    misreading((plan) => {
      const last = plan.rings.slice(-2);
      return plan.rings.length > 2
        ? { ...plan, rings: [...plan.rings.slice(0, -2), ...last.toReversed()] }
        : plan;
    }),
  ),
  plantInBrain(
    'a cell goes behind its tenants',
    ['a cell is moved before its tenants'],
    misreadingRings((ring) => cellsLast(ring)),
  ),
  plantInBrain(
    'a bake is not waited for',
    [BAKE, CANARY],
    misreadingRings((ring) => ({ ...ring, bakeMinutes: 0 })),
  ),
  plantInBrain(
    'a bake is over with its time',
    [BAKE],
    misreadingRings((ring) => ({ ...ring, minimumRequests: 0 })),
  ),
  plantInBrain(
    'nothing is put back',
    ['what the policy says is put back is put back'],
    misreading((plan) => ({ ...plan, policy: { ...plan.policy, rollback: 'nothing' } })),
  ),
  plantInBrain(
    'a move is performed before its intent is recorded',
    ['an operation is intended before it begins, once'],
    misasking((effects) =>
      effects.map((effect) => (effect.kind === 'move' ? { ...effect, isIntended: true } : effect)),
    ),
  ),
  plantInBrain(
    'a move is taken up however late it is',
    [STOPPED, WINDOW],
    misasking((effects) =>
      effects.map((effect) => (effect.kind === 'move' ? { ...effect, onlyIfStarted: false } : effect)),
    ),
    790,
  ),
  plantInBrain(
    'each attempt has the same token',
    ['an operation is intended before it begins, once'],
    (brain) => {
      const heard = mishearing((event, state) =>
        event.kind === 'intended' || event.kind === 'settled'
          ? {
              ...event,
              token: numbered(
                event.token,
                attemptsOf(state, event.stack) + (event.kind === 'intended' ? 1 : 0),
              ),
            }
          : event,
      )(brain);
      return misasking((effects) =>
        effects.map((effect) =>
          effect.kind === 'move' ? { ...effect, token: numbered(effect.token, 1) } : effect,
        ),
      )(heard);
    },
  ),
  plantInBrain(
    'a retry takes up whoever was skipped',
    [
      'who was skipped stays where it is',
      'only what failed or was put back is tried again, when somebody asks',
    ],
    misremembering((state, event) => (event.kind === 'retry' ? withSkippedWaiting(state) : state)),
  ),
];

function withoutHalt(state: RolloutState): RolloutState {
  const { halt, ...rest } = state;
  return halt === undefined ? state : rest;
}

function misreadingCalendars(
  change: (calendar: MoveCalendar) => MoveCalendar,
): ReturnType<typeof misreading> {
  return misreading((plan) => ({
    ...plan,
    calendars: Object.fromEntries(
      Object.entries(plan.calendars).map(([key, calendar]) => [key, change(calendar)]),
    ),
  }));
}

function inWavesOf(size: number, ring: RingPlan): RingPlan {
  const moves = ring.waves.flatMap((wave) => (wave.kind === 'tenants' ? wave.moves : []));
  const waves: WavePlan[] = ring.waves.filter(({ kind }) => kind !== 'tenants');
  for (let first = 0; first < moves.length; first += size) {
    waves.push({ kind: 'tenants', moves: moves.slice(first, first + size) });
  }
  return { ...ring, concurrency: size, waves };
}

function cellsLast(ring: RingPlan): RingPlan {
  const alone = (move: MovePlan): MovePlan => ({ ...move, cell: 'cells/none' });
  const others = ring.waves
    .filter(({ kind }) => kind !== 'cell')
    .map((wave) => ({ ...wave, moves: wave.moves.map(alone) }));
  return { ...ring, waves: [...others, ...ring.waves.filter(({ kind }) => kind === 'cell')] };
}

function numbered(token: string, attempt: number): string {
  return token.replace(/-\d+$/, `-${attempt}`);
}

function attemptsOf({ rings }: RolloutState, stack: string): number {
  const facts = rings.flatMap(({ waves }) => waves.flatMap(({ moves }) => moves));
  return facts.find((one) => one.stack === stack && one.kind !== 'put-off')?.attempts ?? 0;
}

function withSkippedWaiting(state: RolloutState): RolloutState {
  const isSkipped = (facts: MoveFacts): boolean => facts.kind === 'left' && facts.why === 'skipped';
  return {
    ...state,
    rings: state.rings.map(({ passedAt, ...ring }) => ({
      ...ring,
      ...(passedAt !== undefined && !ring.waves.some(({ moves }) => moves.some(isSkipped)) && { passedAt }),
      waves: ring.waves.map((wave) =>
        wave.moves.some(isSkipped)
          ? {
              moves: wave.moves.map((facts) =>
                isSkipped(facts)
                  ? { stack: facts.stack, attempts: facts.attempts, kind: 'waiting' as const }
                  : facts,
              ),
            }
          : wave,
      ),
    })),
  };
}
