import type { ChangeProgress, ChangeResult } from '../rollout/runner/apply-changes';
import { plural } from './plural';
import { utcTime } from './utc-time';

/** One line a step, as it happens. */
export function changeLine(progress: ChangeProgress): string {
  switch (progress.kind) {
    case 'started':
      return `${utcTime(progress.at)}  ${progress.stack}  starts\n`;
    case 'settled':
      return `${utcTime(progress.at)}  ${progress.stack}  ${resultText(progress.result)}\n`;
    case 'trouble':
      return `${utcTime(progress.again)}  ${progress.what}  is asked again then: ${progress.why}\n`;
  }
}

/** How it ended, in one sentence or two. */
export function changesSummary(results: ReadonlyMap<string, ChangeResult>, planned: number): string {
  if (planned === 0) {
    return 'Nothing was to be done.\n';
  }
  const all = [...results.values()];
  const fine = all.filter(isFine).length;
  const untouched = planned - all.length;
  const done = `${plural(fine, 'stack')} of ${planned} ${fine === 1 ? 'is' : 'are'} as planned`;
  return untouched === 0
    ? `${done}.\n`
    : `${done}; ${untouched} ${untouched === 1 ? 'was' : 'were'} not touched.\n`;
}

/** How far it is: `3 of 15 stacks settled; under way: tenants/rally-north`. */
export function changesUnderWay(
  latest: ReadonlyMap<string, ChangeProgress['kind']>,
  planned: number,
): string {
  const running = [...latest].filter(([, kind]) => kind === 'started').map(([stack]) => stack);
  const settled = `${latest.size - running.length} of ${plural(planned, 'stack')} settled`;
  return running.length === 0 ? settled : `${settled}; under way: ${running.join(', ')}`;
}

export function isFine({ kind }: ChangeResult): boolean {
  return kind === 'succeeded' || kind === 'at-target';
}

function resultText(result: ChangeResult): string {
  switch (result.kind) {
    case 'succeeded':
      return 'is done';
    case 'at-target':
      return 'is there already';
    case 'edited':
      return 'is left alone: it is not what the plan starts from (APPLY-005). Plan again with --deployed.';
    case 'failed':
      return `failed and is as it was: ${result.reason}`;
    case 'not-started':
      return `was not started: ${result.reason}`;
    case 'stuck':
      return `is stuck in ${result.status}. ${result.next}`;
  }
}
