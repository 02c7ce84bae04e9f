import type { GetMetricDataInput, GetMetricDataOutput, MetricDataResult } from '@aws-sdk/client-cloudwatch';

import type { HealthTarget } from '../../../lib/rollout/ports';
import { FakeCloud, TARGET, templateOf } from './fakes/fake-cloud';

const MINUTE = 60_000;

/** Values by distribution, metric and minute since the beginning of the clock. */
type Traffic = Readonly<
  Record<string, { readonly requests: readonly number[]; readonly percents: readonly number[] }>
>;

class FakeCloudWatch {
  readonly asked: GetMetricDataInput[] = [];
  start = 0;
  private readonly traffic: Traffic;

  constructor(traffic: Traffic) {
    this.traffic = traffic;
  }

  /** A page a metric, so that paging is met. */
  getMetricData(input: GetMetricDataInput): Promise<GetMetricDataOutput> {
    this.asked.push(input);
    const index = Number(input.NextToken ?? 0);
    const queries = input.MetricDataQueries ?? [];
    const next = index + 1 < queries.length ? { NextToken: String(index + 1) } : {};
    return Promise.resolve({ MetricDataResults: [this.result(queries[index])], ...next });
  }

  private result(
    query: NonNullable<GetMetricDataInput['MetricDataQueries']>[number] | undefined,
  ): MetricDataResult {
    const metric = query?.MetricStat?.Metric;
    const traffic = this.traffic[metric?.Dimensions?.[0]?.Value ?? ''];
    const values = (metric?.MetricName === 'Requests' ? traffic?.requests : traffic?.percents) ?? [];
    return {
      Id: query?.Id,
      Timestamps: values.map((_, minute) => new Date(this.start + minute * MINUTE)),
      Values: [...values],
    };
  }
}

function cloudWith(traffic: Traffic, ids: readonly string[]): { cloud: FakeCloud; metrics: FakeCloudWatch } {
  const metrics = new FakeCloudWatch(traffic);
  const cloud = new FakeCloud(metrics);
  metrics.start = cloud.clock.now();
  ids.forEach((id) => cloud.cloudFormation.add(`tenant--${id}`, templateOf('old'), 'CREATE_COMPLETE'));
  return { cloud, metrics };
}

function watched(id: string, since: number): HealthTarget {
  return { ...TARGET, stack: `tenants/${id}`, stackName: `tenant--${id}`, since };
}

test('errors are the share of each minute, of the requests of that minute', async () => {
  const traffic = { 'of-tenant--alpha': { requests: [100, 1_000, 0], percents: [50, 1, 100] } };
  const { cloud } = cloudWith(traffic, ['alpha']);
  const since = cloud.clock.now();
  await cloud.clock.pass(600);
  expect(await cloud.engine().sampleHealth([watched('alpha', since)])).toEqual([
    { stack: 'tenants/alpha', requests: 1_100, errors: 60 },
  ]);
});

test('a minute that began before the move says nothing about it', async () => {
  const traffic = { 'of-tenant--alpha': { requests: [100, 7], percents: [100, 0] } };
  const { cloud } = cloudWith(traffic, ['alpha']);
  const since = cloud.clock.now() + 1;
  await cloud.clock.pass(600);
  expect(await cloud.engine().sampleHealth([watched('alpha', since)])).toEqual([
    { stack: 'tenants/alpha', requests: 7, errors: 0 },
  ]);
});

test('a stack without metrics, without a distribution or not there at all has had no requests', async () => {
  const { cloud, metrics } = cloudWith({}, ['alpha']);
  const since = cloud.clock.now();
  await cloud.clock.pass(600);
  const cell = { ...TARGET, stack: 'cells/eu-1', stackName: 'cell--eu-1', since };
  const targets = [watched('alpha', since), watched('gone', since), cell];
  expect(await cloud.engine().sampleHealth(targets)).toEqual(
    targets.map(({ stack }) => ({ stack, requests: 0, errors: 0 })),
  );
  expect(metrics.asked[0]?.MetricDataQueries).toHaveLength(2);
});

test('many tenants are listed at once and asked about 250 a call', async () => {
  const ids = Array.from({ length: 300 }, (_, index) => `t${index}`);
  const traffic = Object.fromEntries(ids.map((id) => [`of-tenant--${id}`, { requests: [3], percents: [0] }]));
  const { cloud, metrics } = cloudWith(traffic, ids);
  const since = cloud.clock.now();
  await cloud.clock.pass(600);
  const samples = await cloud.engine().sampleHealth(ids.map((id) => watched(id, since)));
  expect(samples.every(({ requests }) => requests === 3)).toBe(true);
  expect(cloud.faults.calls).toEqual(['describeStacks']);
  const firsts = metrics.asked.filter(({ NextToken: token }) => token === undefined);
  expect(firsts.map(({ MetricDataQueries: queries }) => queries?.length)).toEqual([500, 100]);
});

test('values older than 15 days are asked for by five minutes', async () => {
  const { cloud, metrics } = cloudWith({}, ['alpha']);
  const since = cloud.clock.now();
  await cloud.clock.pass(16 * 24 * 60 * 60);
  await cloud.engine().sampleHealth([watched('alpha', since)]);
  expect(metrics.asked[0]?.MetricDataQueries?.[0]?.MetricStat?.Period).toBe(300);
});
