import { printable } from '../diagnostics/printable';
import { listText } from '../diagnostics/suggest';
import type { Dedication, DedicationStep } from '../dedication/dedication-document';
import type { DedicationProgress, DedicationRun } from '../dedication/run-dedication';
import { changeLine } from './change-text';
import { plural } from './plural';
import { utcTime } from './utc-time';

/** How much of a digest is shown to people. */
const DIGEST_SHOWN = 12;

/** Most refusals of a step that are shown. */
const REFUSALS_SHOWN = 5;

/** The plan of a move: the answer first, then what speaks against it, then each step with what is lost behind it. */
export function dedicationText(dedication: Dedication, written: readonly string[]): string {
  const { tenant, from, to, steps, refusals, verdict, digest } = dedication;
  const others = steps.flatMap((step) => (step.kind === 'stack' ? [step.plan.unchanged] : []))[0];
  const stands = refusals.filter(({ reason }) => reason === undefined);
  return [
    `tenants/${tenant} moves from cells/${from.cell} to cells/${to.cell} (account ${to.account}, ${to.region}) in ${plural(steps.length, 'step')}. ${plural(others?.tenants ?? 0, 'other tenant')} and ${plural(others?.cells ?? 0, 'cell')} are byte-identical.\n`,
    ...refusals.map(
      ({ code, refusal, message, next, reason }) =>
        `\n${code} ${refusal}${reason === undefined ? '' : ', overridden'}\n  ${message}\n  ${reason === undefined ? next : `Reason: ${printable(reason)}`}\n`,
    ),
    ...steps.map((step, index) => stepText(step, index + 1)),
    `\nDedication ${digest.slice(0, DIGEST_SHOWN)}.\n`,
    ...(verdict === 'clear'
      ? [writtenText(written, tenant)]
      : [
          `Nothing was written. ${stands.length === 0 ? 'A step is refused; --json has its plan.' : `Run it again with --override ${[...new Set(stands.map(({ refusal }) => refusal))].join(' ')} --reason "…"`}\n`,
        ]),
  ].join('');
}

function writtenText(written: readonly string[], tenant: string): string {
  const file = written.at(-1) ?? '';
  return written.length === 0
    ? ''
    : `Wrote ${listText(written)}.\nNext: review them as one change, then npx multiplex apply ${file} --until check, and in the window of ${tenant} without --until.\n`;
}

function stepText(step: DedicationStep, number: number): string {
  const changed =
    step.kind === 'data'
      ? ''
      : ` (${step.plan.changed.map(({ resources }) => plural(resources.length, 'resource')).join(', ')}, plan ${step.plan.digest.slice(0, DIGEST_SHOWN)})`;
  const refused = (step.kind === 'stack' ? step.plan.refusals : []).filter(
    ({ reason }) => reason === undefined,
  );
  return [
    `\n${String(number).padStart(2)} ${step.id}: ${printable(step.does)}${changed}\n`,
    ...refused
      .slice(0, REFUSALS_SHOWN)
      .map(({ code, refusal, message }) => `   ${code} ${refusal}: ${message}\n`),
    ...(refused.length > REFUSALS_SHOWN ? [`   and ${refused.length - REFUSALS_SHOWN} more\n`] : []),
    `   If it ends here: ${printable(step.ifStopped)}\n`,
  ].join('');
}

/** One line a step, as it happens. */
export function dedicationLine(progress: DedicationProgress): string {
  switch (progress.kind) {
    case 'begun':
      return `${utcTime(progress.at)}  step ${progress.step}  begins\n`;
    case 'known':
      return `${utcTime(progress.at)}  step ${progress.step}  was done before\n`;
    case 'done':
      return `${utcTime(progress.at)}  step ${progress.step}  is done: ${printable(progress.result)}\n`;
    default:
      return changeLine(progress);
  }
}

/** How it ended, in one sentence or two. */
export function dedicationSummary(
  { tenant, from, to, steps }: Dedication,
  run: Extract<DedicationRun, { kind: 'changed' | 'done' | 'failed' | 'stopped' }>,
  until: string | undefined,
): string {
  const stopped = steps.find(({ id }) => id === (run.kind === 'done' ? until : before(steps, run.step)));
  const state = stopped === undefined ? 'Nothing has changed.' : stopped.ifStopped;
  switch (run.kind) {
    case 'done':
      return until === undefined || until === steps.at(-1)?.id
        ? `tenants/${tenant} stands in cells/${to.cell}. The stack in cells/${from.cell} is kept, with its data.\n`
        : `Done up to ${until}. ${state}\n`;
    case 'stopped':
      return `Stopped before ${run.step} was done. ${state}\n`;
    case 'failed':
      return `DEDICATE-004 step ${run.step} failed: ${run.why}. ${state}\n`;
    case 'changed':
      return `Step ${run.step} did not go well. ${state}\n`;
  }
}

function before(steps: readonly DedicationStep[], id: string): string | undefined {
  return steps[steps.findIndex((step) => step.id === id) - 1]?.id;
}
