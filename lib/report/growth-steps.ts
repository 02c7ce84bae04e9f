import type { ForecastStep } from '../capacity/forecast';
import { placeKey } from '../capacity/meter';
import { placeText } from '../capacity/next-step';
import { QUOTAS } from '../capacity/quotas';
import type { Instant } from '../rollout/rollout-plan';
import { utcTime } from './utc-time';

const STEPS_SHOWN = 10;
const CELLS_NAMED = 3;

/** What happens as tenants come, and what to do about it: each advice once. */
export function growthSteps(steps: readonly ForecastStep[], isAll: boolean): string {
  const groups = grouped(steps);
  const shown = isAll ? groups : groups.slice(0, STEPS_SHOWN);
  const hidden = groups.length - shown.length;
  const said = new Set<string>();
  const texts = shown.map(([first, ...others]) => {
    const { next } = first;
    const isNew = next !== undefined && !said.has(next);
    said.add(next ?? '');
    return `  ${stepText(first, others)}\n${isNew ? `      ${next}\n` : ''}`;
  });
  return texts.length === 0
    ? ''
    : `As tenants come:\n${texts.join('')}${hidden === 0 ? '' : `  … and ${hidden} more; --all shows them.\n`}`;
}

type Group = readonly [ForecastStep, ...ForecastStep[]];

/** Cells that are full with the same tenant, by the same quota in the same place, stand together. */
function grouped(steps: readonly ForecastStep[]): readonly Group[] {
  const groups = new Map<string, [ForecastStep, ...ForecastStep[]]>();
  for (const [index, step] of steps.entries()) {
    const isFull = step.kind === 'full' && step.meter.place.kind !== 'cell';
    const key = isFull ? `${step.at} ${step.meter.quota} ${placeKey(step.meter.place)}` : `step ${index}`;
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [step]);
    } else {
      group.push(step);
    }
  }
  return [...groups.values()];
}

function stepText(step: ForecastStep, others: readonly ForecastStep[]): string {
  const when = step.on === undefined ? '' : `, about ${dateText(step.on)}`;
  switch (step.kind) {
    case 'full': {
      const { used, limit, quota, place } = step.meter;
      const at = step.at === 0 ? 'today' : `with ${step.at} more${when}`;
      const where = place.kind === 'cell' ? '' : ` in ${placeText(place)}`;
      const cells = [step, ...others].flatMap((each) => (each.kind === 'full' ? [each.cell] : []));
      return `${at}: ${cellsText(cells)} full, by ${used} of ${limit} ${QUOTAS[quota].noun}${where}`;
    }
    case 'raised': {
      const { quota, place, limit } = step.meter;
      return `for number ${step.at}${when}: more than ${limit} ${QUOTAS[quota].noun} are needed in ${placeText(place)}`;
    }
    case 'opened':
      return `for number ${step.at}${when}: ${step.cell} is needed, as in account ${step.site.account} and ${step.site.region}`;
  }
}

function cellsText(cells: readonly string[]): string {
  const named = cells.slice(0, CELLS_NAMED).join(', ');
  const hidden = cells.length - CELLS_NAMED;
  return `${named}${hidden > 0 ? ` and ${hidden} more` : ''} ${cells.length === 1 ? 'is' : 'are'}`;
}

/** `2027-11-22`. */
export function dateText(at: Instant): string {
  return utcTime(at).slice(0, 10);
}
