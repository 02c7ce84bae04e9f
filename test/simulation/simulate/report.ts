import { table } from '../../../lib/report/table';
import type { PlantFound } from '../planted/find-plant';
import type { SeedsRun } from './run-seeds';

export function runText({ seeds, steps, faults, violations }: SeedsRun): string {
  const rows = Object.entries(faults)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, count]) => [kind, count.toLocaleString('en-GB')]);
  return [
    ...violations.map(({ story }) => `${story}\n\n`),
    table(['fault', 'struck'], rows),
    '\n',
    `${seeds.toLocaleString('en-GB')} roll-outs, ${steps.toLocaleString('en-GB')} steps: `,
    violations.length === 0
      ? 'every rule held.\n'
      : `broken with the seeds ${violations.map(({ seed }) => seed).join(', ')}.\n`,
  ].join('');
}

export function plantsText(found: readonly PlantFound[]): string {
  const rows = found.map(({ plant, seeds, rule }) => [
    plant,
    rule === undefined ? `NOT within ${seeds}` : String(seeds),
    rule ?? '',
  ]);
  return table(['planted fault', 'seeds', 'rule that found it'], rows);
}
