import type { Fleet } from '../../../lib/fleet/fleet';
import type { Plan, StackChange } from '../../../lib/plan/plan-document';
import type { PageContent } from '../../../lib/report/html/page-content';
import { plannedTimeline } from '../../../lib/report/html/planned-timeline';
import { recordedTimelines } from '../../../lib/report/html/recorded-timelines';
import type { LedgerEntry } from '../../../lib/rollout/ports';
import type { RolloutPlan } from '../../../lib/rollout/rollout-plan';
import { simulateCalendar } from '../../../lib/rollout/simulate-calendar';
import { exampleCatalogues } from '../../fixtures/fleet-files';
import { START } from '../../rollout/plans';
import { fleetOf, planned, requestFor } from '../../rollout/requests';
import { recordedStory } from './recorded-story';
import type { StoryOptions } from './recorded-story';

const DAY = 24 * 60 * 60_000;

/** Told long before. */
const TOLD = { sentAt: START - 60 * DAY, acknowledgedAt: START - 50 * DAY };

const ZONES = ['America/New_York', 'America/Los_Angeles', 'Europe/Vienna', 'Asia/Tokyo'];

/** A fleet of some tenants in one cell and three rings, in different time zones. */
export function sampleFleet(tenants: number): Fleet {
  const fleet = fleetOf([]);
  const [canary] = Object.values(fleet.rings);
  const ring = (order: number, bakeMinutes: number): NonNullable<typeof canary> => ({
    order,
    bakeMinutes,
    minimumRequests: 1000,
    concurrency: 20,
    toleratedFailures: 0,
  });
  const tiers = Object.keys(fleet.tiers);
  return fleetOf(
    Array.from({ length: tenants }, (_, index) => {
      const id = `tenant-${String(index + 1).padStart(4, '0')}`;
      return {
        id,
        name: `Tenant ${index + 1}`,
        ring: index === 0 ? 'canary' : index < 1 + tenants / 4 ? 'early' : 'general',
        tier: tiers[index % tiers.length] ?? '',
        domains: [],
        release: '2026.11.0',
        maintenance: { timeZone: ZONES[index % ZONES.length] ?? 'UTC' },
      };
    }),
    { rings: { canary: ring(1, 60), early: ring(2, 720), general: ring(3, 240) } },
  );
}

/** The plan of a roll-out of that fleet, and the notices that let it go. */
export function samplePlan(fleet: Fleet): {
  readonly plan: RolloutPlan;
  readonly notices: NonNullable<StoryOptions['notices']>;
} {
  const notices = Object.fromEntries(fleet.tenants.map(({ id }) => [`tenants/${id}`, TOLD]));
  return { plan: planned(requestFor(fleet, { notices })), notices };
}

/** One of the tenants fails in the second ring; its wave is put back, and an operator has it tried again. */
export async function sampleContent(
  fleet = sampleFleet(8),
  options: Partial<StoryOptions> = {},
): Promise<PageContent> {
  const { plan, notices } = samplePlan(fleet);
  const entries = recordedStory(plan, START, {
    notices,
    failing: { [`tenants/${fleet.tenants[2]?.id ?? ''}`]: 'The alias is in use by another distribution.' },
    retryReason: 'The alias was given back.',
    ...options,
  });
  const ended = entries.at(-1)?.at ?? START;
  const recorded = await recordedTimelines(entries, [plan.id], () => Promise.resolve(plan), ended);
  const calendar = simulateCalendar(plan, START, { minutesPerMove: 10, notices });
  return {
    fleet,
    catalogues: exampleCatalogues,
    at: ended,
    plan: { kind: 'plan', plan: changeOf(fleet), source: 'The working tree, compared with HEAD.' },
    rollouts: {
      kind: 'rollouts',
      timelines: [...recorded, { ...plannedTimeline(plan, calendar, START, 10), id: `${plan.id}-planned` }],
      earlier: 2,
    },
    ledger: ledgerOf(entries),
  };
}

function ledgerOf(entries: readonly LedgerEntry[]): PageContent['ledger'] {
  return {
    kind: 'ledger',
    lines: [
      ...entries.map((entry) => ({ kind: 'entry' as const, entry })),
      { kind: 'unreadable', seq: 9999 },
    ],
    check: { head: { seq: entries.length, digest: 'd'.repeat(64) }, faults: [] },
  };
}

const DIGEST = 'e'.repeat(64);

/** A plan that changes the cell and its second tenant, and alters what the third one reads. */
export function changeOf({ cells, tenants }: Fleet, changes: Partial<Plan> = {}): Plan {
  const cell = `cells/${cells[0]?.id ?? ''}`;
  const [, changed = '', reached = ''] = tenants.map(({ id }) => `tenants/${id}`);
  const cause = `${changed}/tenant.yaml: branding.colors.primary`;
  const common = {
    kind: 'changed' as const,
    environment: 'aws://111122223333/us-east-1',
    release: { before: '2026.11.0', after: '2026.11.0' },
    template: { before: DIGEST, after: DIGEST },
    manifest: { before: DIGEST, after: DIGEST },
    assets: { added: [DIGEST], removed: [] },
    others: [{ path: 'Outputs.Url', before: 'one', after: 'two', causes: [] }],
  } satisfies Partial<StackChange>;
  const changedCell: StackChange = {
    ...common,
    stack: cell,
    resources: [
      {
        logicalId: 'Table',
        type: 'AWS::DynamoDB::Table',
        change: 'replaced',
        isRetained: true,
        properties: [],
        causes: [],
      },
    ],
    causes: [],
    reach: {
      kind: 'cell',
      tenants: [
        { stack: reached, altered: ['v1/table-name'], why: `stands in ${cell}, and reads v1/table-name` },
      ],
    },
  };
  const changedTenant: StackChange = {
    ...common,
    stack: changed,
    resources: [
      {
        logicalId: 'PartitionItems',
        type: 'Custom::TenantPartition',
        change: 'changed',
        isRetained: false,
        properties: [
          {
            path: 'Properties.Configuration.primary',
            before: '#000000',
            after: '#ffffff',
            impact: 'changed',
            causes: [cause],
          },
        ],
        causes: [cause],
      },
    ],
    causes: [
      {
        id: cause,
        file: `${changed}/tenant.yaml`,
        key: 'branding.colors.primary',
        before: '#000000',
        after: '#ffffff',
        effect: 'alone',
        resources: ['PartitionItems'],
      },
    ],
    reach: {
      kind: 'tenant',
      cell,
      reads: ['v1/table-name', 'v1/app-bucket-name'],
      altered: ['v1/table-name'],
    },
  };
  return {
    digest: DIGEST,
    version: 1,
    verdict: 'refused',
    base: { commit: DIGEST, why: 'HEAD', hasFleet: true },
    scope: { declared: ['fleet'], by: 'option', exceeded: [] },
    changed: [changedCell, changedTenant],
    unchanged: { count: tenants.length - 1, tenants: tenants.length - 1, cells: 0, digest: DIGEST },
    moves: [],
    refusals: [
      {
        refusal: 'data-replaced',
        code: 'PLAN-001',
        stack: cell,
        place: 'Resources.Table',
        message: 'The table would be replaced.',
        next: 'Move its data first.',
      },
      {
        refusal: 'host-removed',
        code: 'PLAN-004',
        stack: changed,
        place: changed,
        message: 'A host goes.',
        next: 'Keep it.',
        reason: 'The client let it go.',
      },
    ],
    overrides: [],
    notes: ['The base is rendered by its own program.'],
    ...changes,
  };
}
