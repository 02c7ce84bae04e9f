import { ALL_ADAPTATIONS } from './adapt-template';
import type { AdaptationsUsed } from './adapt-template';
import type { Check } from './check-list';

/** How a run ended. */
export interface LaneResult {
  readonly where: string;
  readonly milliseconds: number;
  readonly checks: readonly Check[];
  readonly used: AdaptationsUsed;
  /** Why it ended before all was tried. */
  readonly stopped?: string;
  /** What only AWS can show, as sentences. */
  readonly remains: readonly string[];
  /** What was left in the account. */
  readonly left: readonly string[];
}

export function isGreen({ checks, stopped }: LaneResult): boolean {
  return stopped === undefined && checks.length > 0 && checks.every(({ result }) => result === 'ok');
}

/** One line as soon as a check is known. */
export function checkLine({ sentence, result, milliseconds, detail }: Check): string {
  const line = `${result === 'ok' ? 'ok    ' : 'FAILED'}  ${sentence}  (${seconds(milliseconds)})\n`;
  return detail === undefined ? line : `${line}${indented(detail)}\n`;
}

export function summary(result: LaneResult): string {
  const { checks, where, milliseconds, stopped, remains, left } = result;
  const failed = checks.filter(({ result: how }) => how === 'failed');
  const lines = [
    '',
    `${checks.length - failed.length} of ${checks.length} checks ok at ${where}, in ${seconds(milliseconds)}.`,
    ...checks.map(({ sentence, result: how }) => `  ${how === 'ok' ? 'ok    ' : 'FAILED'}  ${sentence}`),
    ...(stopped === undefined ? [] : ['', `Not everything was tried: ${stopped}`]),
    '',
    ...adaptationLines(result),
    ...(remains.length === 0 ? [] : ['', 'It remains to be shown on AWS that', ...remains.map(bullet)]),
    ...(left.length === 0 ? [] : ['', 'Left behind:', ...left.map(bullet)]),
    '',
    isGreen(result) ? 'E2E OK' : 'E2E FAILED',
  ];
  return `${lines.join('\n')}\n`;
}

export function summaryJson(result: LaneResult): string {
  const { used, ...rest } = result;
  const adaptations = ALL_ADAPTATIONS.map(({ id, what, reason }) => ({
    id,
    what,
    reason,
    resources: [...(used.get(id) ?? [])],
  }));
  return `${JSON.stringify({ green: isGreen(result), ...rest, adaptations }, undefined, 2)}\n`;
}

function adaptationLines({ used }: LaneResult): readonly string[] {
  const applied = ALL_ADAPTATIONS.filter(({ id }) => (used.get(id)?.size ?? 0) > 0);
  if (applied.length === 0) {
    return ['No template was adapted.'];
  }
  const lines = applied.map(({ id, what, reason }) => `${what} ${reason} (${used.get(id)?.size} of them)`);
  return ['Templates were adapted for the emulator:', ...lines.map(bullet)];
}

function bullet(text: string): string {
  return `  - ${text}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function indented(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `        ${line}`)
    .join('\n');
}
