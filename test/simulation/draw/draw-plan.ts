import type {
  MovePlan,
  RingPlan,
  RolloutPlan,
  RolloutPolicy,
  WavePlan,
} from '../../../lib/rollout/rollout-plan';
import { chanceOf } from '../world/chance';
import type { Chance } from '../world/chance';
import { versionDigest } from '../world/simulated-stack';
import { drawCalendar } from './draw-calendar';

const TARGET = '2026.12.0';
const RING_NAMES = ['canary', 'early', 'general', 'late'] as const;

export function drawPlan(chance: Chance, seed: number, startsAt: number): RolloutPlan {
  const keys = ['a', 'b', 'c'].slice(0, chance.int(1, 3));
  const calendars = Object.fromEntries(keys.map((key) => [key, drawCalendar(chance, startsAt)]));
  return {
    id: Math.floor(chanceOf(seed, 'id') * 2 ** 48)
      .toString(16)
      .padStart(12, '0'),
    fleet: 'rally',
    to: TARGET,
    lane: chance.is(0.12) ? 'hot-fix' : 'normal',
    plannedAt: startsAt,
    policy: drawPolicy(chance),
    rings: drawRings(chance, keys),
    calendars,
    overrides: chance.is(0.1)
      ? [{ rule: chance.pick(['window', 'freeze', 'notice']), reason: 'agreed by telephone', by: 'operator' }]
      : [],
    left: [],
  };
}

function drawPolicy(chance: Chance): RolloutPolicy {
  return {
    rollback: chance.pick(['wave', 'wave', 'rollout', 'nothing']),
    errorPercentMax: chance.int(1, 5),
    requestsToJudge: chance.pick([1, 50, 200]),
    sampleMinutes: chance.pick([20, 45, 90]),
    moveMinutes: chance.pick([0, 15, 45, 120]),
    trafficPatienceMinutes: chance.pick([60, 360, 1_440]),
    openingPatienceDays: chance.int(3, 10),
    objectionDays: chance.int(0, 3),
    hotFixBakeMinutes: chance.pick([0, 15, 60]),
  };
}

function drawRings(chance: Chance, keys: readonly string[]): readonly RingPlan[] {
  const rings = chance.int(1, RING_NAMES.length);
  const tenants = chance.is(0.15) ? chance.int(12, 24) : chance.int(1, 9);
  const cells = chance.int(1, 3);
  const behind = new Set(chance.some(numbers(cells), 0.6));
  const move = (stack: string, cell: number): MovePlan => {
    const from = chance.pick(['2026.10.0', '2026.11.0']);
    return {
      stack,
      cell: `cells/c${cell}`,
      from: { release: from, digest: versionDigest(stack, from) },
      to: { release: TARGET, digest: versionDigest(stack, TARGET) },
      calendar: chance.pick(keys) ?? 'a',
    };
  };
  const byRing = numbers(rings).map((): MovePlan[] => []);
  for (const tenant of numbers(tenants)) {
    byRing[tenant < rings ? tenant : chance.int(0, rings - 1)]?.push(
      move(`tenants/t${tenant}`, chance.int(0, cells - 1)),
    );
  }
  return byRing
    .filter((moves) => moves.length > 0)
    .map((moves, index) => {
      const own = [...behind].filter((cell) => moves.some((one) => one.cell === `cells/c${cell}`));
      own.forEach((cell) => behind.delete(cell));
      return drawRing(
        chance,
        index,
        own.map((cell) => move(`cells/c${cell}`, cell)),
        moves,
      );
    });
}

function drawRing(
  chance: Chance,
  index: number,
  cells: readonly MovePlan[],
  tenants: readonly MovePlan[],
): RingPlan {
  const concurrency = chance.int(1, 4);
  const canary = index === 0 ? tenants.slice(0, 1) : [];
  return {
    ring: RING_NAMES[index] ?? 'late',
    concurrency,
    toleratedFailures: chance.pick([0, 1, 1, 2]),
    ...(chance.is(0.35) && { toleratedFailurePercent: chance.pick([0, 10, 50]) }),
    bakeMinutes: chance.pick([0, 20, 60, 300, 900]),
    minimumRequests: chance.pick([0, 0, 100, 400]),
    waves: [
      ...waves('cell', cells, concurrency),
      ...waves('canary', canary, 1),
      ...waves('tenants', tenants.slice(canary.length), concurrency),
    ],
  };
}

function waves(kind: WavePlan['kind'], moves: readonly MovePlan[], size: number): readonly WavePlan[] {
  const count = Math.ceil(moves.length / size);
  return numbers(count).map((wave) => ({ kind, moves: moves.slice(wave * size, (wave + 1) * size) }));
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}
