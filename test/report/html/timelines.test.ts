import { plannedTimeline } from '../../../lib/report/html/planned-timeline';
import { recordedTimelines } from '../../../lib/report/html/recorded-timelines';
import type { Timeline, TimelineMove } from '../../../lib/report/html/timeline';
import { timeAxis } from '../../../lib/report/html/time-axis';
import { simulateCalendar } from '../../../lib/rollout/simulate-calendar';
import { START } from '../../rollout/plans';
import { recordedStory } from './recorded-story';
import type { StoryOptions } from './recorded-story';
import { sampleFleet, samplePlan } from './sample-content';

const MINUTE = 60_000;
const FAILING = 'tenants/tenant-0003';

async function recorded(options: StoryOptions = {}): Promise<Timeline> {
  const { plan, notices } = samplePlan(sampleFleet(8));
  const entries = recordedStory(plan, START, { notices, ...options });
  const end = entries.at(-1)?.at ?? START;
  const [timeline] = await recordedTimelines(entries, [plan.id], () => Promise.resolve(plan), end);
  if (timeline === undefined) {
    throw new Error('The roll-out is in the ledger.');
  }
  return timeline;
}

function movesOf({ rings }: Timeline, stack: string): readonly TimelineMove[] {
  return rings.flatMap(({ rows }) => rows.filter((row) => row.stack === stack)).flatMap(({ moves }) => moves);
}

test('a roll-out without a fault is a move for each stack, each in its window', async () => {
  const { rings, marks } = await recorded();
  const rows = rings.flatMap((ring) => ring.rows);
  expect(rows.map(({ moves }) => moves.map(({ kind }) => kind))).toEqual(rows.map(() => ['moved']));
  expect(marks.map(({ kind }) => kind)).toEqual(['start', 'end']);
});

test('a failure is kept beside the move that came after it, with the halt and with who went on', async () => {
  const timeline = await recorded({ failing: { [FAILING]: 'No room.' }, retryReason: 'There is room.' });
  expect(movesOf(timeline, FAILING).map(({ kind, says }) => [kind, says])).toEqual([
    ['failed', 'No room.'],
    ['moved', undefined],
  ]);
  expect(timeline.marks.map(({ kind }) => kind)).toEqual(['start', 'halt', 'operator', 'end']);
  expect(timeline.marks[1]?.says).toBe('Halted: tenant-0003 failed: No room');
  expect(timeline.marks[2]?.says).toBe('local:operator said retry: There is room.');
});

test('a roll-out that stands still after a halt says so, and ends where the page is made', async () => {
  const timeline = await recorded({ failing: { [FAILING]: 'No room.' } });
  expect(timeline.sentence).toMatch(/^Halted in early/);
  expect(movesOf(timeline, 'tenants/tenant-0004')).toEqual([]);
});

test('the canary and each ring are watched for as long as the plan says', async () => {
  const { rings } = await recorded();
  const minutes = rings.map(({ bakes }) => bakes.map(({ from, to }) => (to - from) / MINUTE));
  expect(minutes).toEqual([[60], [720], [240]]);
});

test('a planned roll-out shows who would move when, and what each would have waited for', () => {
  const { plan, notices } = samplePlan(sampleFleet(8));
  const calendar = simulateCalendar(plan, START, { minutesPerMove: 10, notices });
  const timeline = plannedTimeline(plan, calendar, START, 10);
  expect(timeline.kind).toBe('planned');
  expect(movesOf(timeline, 'tenants/tenant-0002')).toEqual([
    expect.objectContaining({ kind: 'planned', says: 'its window opens' }),
  ]);
  expect(timeline.span).toEqual({ from: START, to: calendar.endsAt });
});

describe('an axis', () => {
  test.each([
    ['a moment', 200, 8],
    ['a minute', MINUTE, 8],
    ['a day', 24 * 60 * MINUTE, 8],
    ['a month', 30 * 24 * 60 * MINUTE, 8],
    ['three years', 3 * 365 * 24 * 60 * MINUTE, 8],
  ])('of %s has some ticks, and not too many', (_, length, most) => {
    const { ticks } = timeAxis({ from: START, to: START + length });
    expect(ticks.length).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThanOrEqual(most + 1);
  });

  test('keeps what is outside at its edges', () => {
    const { x } = timeAxis({ from: START, to: START + MINUTE });
    expect([x(START - MINUTE), x(START + 2 * MINUTE)]).toEqual(['0%', '100%']);
  });
});
