import type { LedgerRecord } from '../../lib/rollout/ports';
import type { RingPlan } from '../../lib/rollout/rollout-plan';
import type { Observation } from './observation';
import type { Simulated } from './run-scenario';
import type { Scenario } from './scenario';

/** Lines from the end of a story: what led to it is near. */
const LINES_MAX = 60;

/** A simulation in words, one thing that happened a line. */
export function tellStory(scenario: Scenario, { story, violation }: Simulated): string {
  const lines = story.flatMap((seen) => {
    const told = tell(seen);
    return told === undefined ? [] : [`${clockOf(seen.at)}  ${told}`];
  });
  const skipped = Math.max(0, lines.length - LINES_MAX);
  return [
    `Seed ${scenario.seed}, rolling back ${scenario.plan.policy.rollback}. ${scenario.plan.rings.map(ringInWords).join(' ')}`,
    ...(skipped === 0 ? [] : [`(${skipped} lines before)`]),
    ...lines.slice(skipped),
    violation === undefined ? 'Every rule held.' : `Broken: ${violation.rule}. ${violation.what}.`,
  ].join('\n');
}

function ringInWords({ ring, concurrency, toleratedFailures, bakeMinutes, waves }: RingPlan): string {
  const stacks = waves.map(({ moves }) => moves.map(({ stack }) => stack).join(' and ')).join(', then ');
  return `Ring ${ring} (${concurrency} at once, ${toleratedFailures} may fail, baked ${bakeMinutes} min): ${stacks}.`;
}

function clockOf(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}

function tell(seen: Observation): string | undefined {
  switch (seen.kind) {
    case 'entry':
      return tellRecord(seen.entry.record, seen.life);
    case 'called':
      return undefined;
    case 'started':
      return `${seen.stack} is being changed from ${seen.from ?? 'nothing'} to ${seen.to ?? 'nothing'} (${seen.token})`;
    case 'ended':
      return `${seen.stack}: ${seen.token} has ${seen.outcome.kind}`;
    case 'collided':
      return `${seen.token} meets ${seen.with} at work on ${seen.stack}`;
    case 'sampled':
      return tellErrors(seen);
    case 'returned':
      return `process ${seen.life} has returned: ${seen.run.kind}`;
    case 'broken':
      return `process ${seen.life} broke: ${String(seen.error)}`;
    case 'faulted':
      return `FAULT ${seen.fault}: ${seen.what}`;
    case 'acted':
      return `somebody ${seen.what}`;
    case 'over':
      return `nothing happens any more: ${seen.why}`;
  }
}

function tellErrors({ samples }: Extract<Observation, { kind: 'sampled' }>): string | undefined {
  const bad = samples.filter(({ errors }) => errors > 0);
  return bad.length === 0
    ? undefined
    : bad
        .map(({ stack, requests, errors }) => `${stack} failed ${errors} of ${requests} requests`)
        .join(', ');
}

function tellRecord(record: LedgerRecord, life: number): string | undefined {
  switch (record.kind) {
    case 'taken':
      return `${record.owner} takes the fleet`;
    case 'intent':
      return `process ${life} intends ${record.token}`;
    case 'outcome':
      return `process ${life} records that ${record.token} has ${record.outcome.kind}`;
    case 'rollout-event':
      return tellEvent(record, life);
    case 'rollout-started':
    case 'rollout-ended':
      return `process ${life} records ${record.kind}`;
    case 'notice':
      return `${record.stack}: ${record.act}`;
    case 'dedication':
      return `${record.stack}: ${record.step}`;
  }
}

function tellEvent(
  { event }: Extract<LedgerRecord, { kind: 'rollout-event' }>,
  life: number,
): string | undefined {
  if (event.kind === 'sampled' && event.bad.length === 0) {
    return undefined;
  }
  const what = 'stack' in event ? ` ${event.stack}` : '';
  return `process ${life} records ${event.kind}${what}`;
}
