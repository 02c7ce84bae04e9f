import type { MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import type { Stack } from '@aws-sdk/client-cloudformation';

import type { HealthSample, HealthTarget } from '../../rollout/ports';
import type { Instant } from '../../rollout/rollout-plan';
import type { MetricCalls, StackCalls } from './stack-calls';
import { findStack } from './stack-look';

/** Each distribution takes two of the 500 metrics that one call may ask for. */
const DISTRIBUTIONS_A_CALL = 250;

/** From so many stacks on, all of the account are listed, a hundred a call, in place of one call a stack. */
const LIST_FROM_STACKS = 10;

/** CloudFront writes a value a minute, and CloudWatch keeps those for 15 days. Older ones are kept by five minutes. */
const PERIOD_SECONDS = 60;
const PERIOD_SECONDS_OLD = 300;
const FINE_DAYS = 15;

const SECOND = 1_000;
const DAY = 24 * 60 * 60 * SECOND;

/** Output of every tenant's stack. */
const DISTRIBUTION_OUTPUT = 'DistributionId';

interface WatchedStack {
  readonly target: HealthTarget;
  readonly distribution: string;
}

/**
 * What viewers met at the distributions of stacks of one account and Region: requests, and how many of them CloudFront
 * answered with a status of 500 or more. Metrics arrive some minutes late. A stack without a distribution, such as a
 * cell's, and a distribution without metrics have had no requests.
 */
export async function sampleStacks(
  stacks: StackCalls,
  metrics: MetricCalls,
  targets: readonly HealthTarget[],
  now: Instant,
): Promise<readonly HealthSample[]> {
  const distributions = await distributionsOf(stacks, targets);
  const watched = targets.flatMap((target) => {
    const distribution = distributions.get(target.stackName);
    return distribution === undefined || target.since >= now ? [] : [{ target, distribution }];
  });
  const samples = new Map<string, HealthSample>();
  for (let start = 0; start < watched.length; start += DISTRIBUTIONS_A_CALL) {
    const batch = watched.slice(start, start + DISTRIBUTIONS_A_CALL);
    for (const sample of await sampleBatch(metrics, batch, now)) {
      samples.set(sample.stack, sample);
    }
  }
  return targets.map(({ stack }) => samples.get(stack) ?? { stack, requests: 0, errors: 0 });
}

async function distributionsOf(
  calls: StackCalls,
  targets: readonly HealthTarget[],
): Promise<ReadonlyMap<string, string>> {
  const names = targets.map(({ stackName }) => stackName);
  const stacks = names.length < LIST_FROM_STACKS ? await eachOf(calls, names) : await allOf(calls);
  return new Map(
    stacks.flatMap(({ StackName: name = '', Outputs: outputs = [] }) => {
      const id = outputs.find(({ OutputKey: key }) => key === DISTRIBUTION_OUTPUT)?.OutputValue;
      return id === undefined ? [] : [[name, id] as const];
    }),
  );
}

async function eachOf(calls: StackCalls, names: readonly string[]): Promise<readonly Stack[]> {
  const found: Stack[] = [];
  for (const name of names) {
    found.push(...[(await findStack(calls, name)) ?? []].flat());
  }
  return found;
}

async function allOf(calls: StackCalls): Promise<readonly Stack[]> {
  const found: Stack[] = [];
  let token: string | undefined;
  do {
    const page = await calls.describeStacks(token === undefined ? {} : { NextToken: token });
    found.push(...(page.Stacks ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return found;
}

async function sampleBatch(
  metrics: MetricCalls,
  watched: readonly WatchedStack[],
  now: Instant,
): Promise<readonly HealthSample[]> {
  const first = Math.min(...watched.map(({ target }) => target.since));
  const period = now - first < FINE_DAYS * DAY ? PERIOD_SECONDS : PERIOD_SECONDS_OLD;
  const results = await readMetrics(metrics, watched, first - (first % (period * SECOND)), now, period);
  return watched.map(({ target }, index) => {
    const requests = valuesSince(results, `requests${index}`, target.since);
    const percents = valuesSince(results, `errors${index}`, target.since);
    const times = [...requests];
    const errors = times.map(([time, count]) => (count * (percents.get(time) ?? 0)) / 100);
    return { stack: target.stack, requests: sum([...requests.values()]), errors: Math.round(sum(errors)) };
  });
}

async function readMetrics(
  metrics: MetricCalls,
  watched: readonly WatchedStack[],
  start: Instant,
  end: Instant,
  period: number,
): Promise<readonly MetricDataResult[]> {
  const results: MetricDataResult[] = [];
  let token: string | undefined;
  do {
    const page = await metrics.getMetricData({
      StartTime: new Date(start),
      EndTime: new Date(end),
      MetricDataQueries: watched.flatMap((each, index) => queries(each, index, period)),
      ...(token === undefined ? {} : { NextToken: token }),
    });
    results.push(...(page.MetricDataResults ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return results;
}

/** The share of errors is an average, so it counts for as much as the requests of its minute. */
function queries({ distribution }: WatchedStack, index: number, period: number): MetricDataQuery[] {
  const query = (id: string, name: string, statistic: string): MetricDataQuery => ({
    Id: `${id}${index}`,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/CloudFront',
        MetricName: name,
        Dimensions: [
          { Name: 'DistributionId', Value: distribution },
          { Name: 'Region', Value: 'Global' },
        ],
      },
      Period: period,
      Stat: statistic,
    },
  });
  return [query('requests', 'Requests', 'Sum'), query('errors', '5xxErrorRate', 'Average')];
}

/** Values by the beginning of their period; one that began earlier tells of what was there before. */
function valuesSince(
  results: readonly MetricDataResult[],
  id: string,
  since: Instant,
): ReadonlyMap<number, number> {
  const pages = results.filter((result) => result.Id === id);
  return new Map(
    pages.flatMap(({ Timestamps: times = [], Values: values = [] }) =>
      times.flatMap((time, index) =>
        time.getTime() < since ? [] : [[time.getTime(), values[index] ?? 0] as const],
      ),
    ),
  );
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
