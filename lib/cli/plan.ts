import { closeSync, openSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { diagnosticJson } from '../diagnostics/render';
import { planJson } from '../plan/plan-json';
import { planStatement } from '../plan/plan-statement';
import { planMarkdown } from '../report/plan-markdown';
import { planText } from '../report/plan-text';
import type { EngineOptions } from './engine-options';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { parseComparisonOptions, planStates } from './plan-request';
import type { ComparisonOptions, Planned } from './plan-request';
import { statesToCompare } from './plan-states';
import type { StatesToCompare } from './plan-states';
import { settledMoves } from './settled-moves';

/** What is compared with what. */
export interface PlannedOptions extends ComparisonOptions, EngineOptions {
  readonly json: boolean;
  /** Whether to compare with what the engine has, in place of a commit. @default false */
  readonly deployed?: boolean;
}

export interface PlanOptions extends PlannedOptions {
  readonly markdown: boolean;
  /** Files to write, relative to where the command runs. */
  readonly out?: string;
  readonly attest?: string;
}

/** `multiplex plan`: what the working tree changes, and exit 1 where a refusal stands. */
export async function plan(options: PlanOptions, host: Host): Promise<ExitCode> {
  const planned = await plannedChange(options, host);
  if (planned.kind !== 'plan') {
    return planned.exitCode;
  }
  const { plan: made } = planned;
  if (options.out !== undefined) {
    writeParts(resolve(host.cwd, options.out), planJson(made));
  }
  if (options.attest !== undefined) {
    writeFileSync(resolve(host.cwd, options.attest), json(planStatement(made)));
  }
  host.stdout(
    options.json
      ? [...planJson(made)].join('')
      : options.markdown
        ? planMarkdown(made)
        : planText(made, host.hasColors ?? false),
  );
  return made.verdict === 'clear' ? EXIT.fine : EXIT.no;
}

/** Loads the fleet and plans it, and tells why where it cannot. */
export async function plannedChange(
  options: PlannedOptions,
  host: Host,
): Promise<Extract<Planned, { kind: 'plan' }> | { readonly kind: 'refused'; readonly exitCode: ExitCode }> {
  const parsed = parseComparisonOptions(options);
  if (parsed.kind === 'wrong') {
    host.stderr(`${parsed.message}\n`);
    return { kind: 'refused', exitCode: EXIT.usage };
  }
  const found = await statesToCompare(options, host);
  if (found.kind === 'unsound') {
    host.stdout(options.json ? json({ ok: false, diagnostics: found.diagnostics.map(diagnosticJson) }) : '');
    return { kind: 'refused', exitCode: EXIT.no };
  }
  const planned = await planCompared(found, options, parsed, host);
  if (planned.kind === 'wrong') {
    host.stderr(`${planned.message}\n`);
    return { kind: 'refused', exitCode: EXIT.usage };
  }
  return planned;
}

async function planCompared(
  states: StatesToCompare,
  options: PlannedOptions,
  parsed: Parameters<typeof planStates>[1],
  host: Host,
): Promise<Planned> {
  const settled = settledMoves(states.rootFolder, states.fleet);
  if (options.deployed !== true) {
    return planStates(states, parsed, settled);
  }
  const { openOperations } = await import('./operations');
  const { withDeployed } = await import('./deployed-states');
  const operations = await openOperations(states.rootFolder, states.fleet.name, options, host);
  try {
    return await planStates(await withDeployed(states, operations), parsed, settled);
  } finally {
    await operations.close();
  }
}

/** Parts are small, and each call of the operating system takes its time. */
const CHUNK_LENGTH = 1 << 20;

function writeParts(path: string, parts: Iterable<string>): void {
  const file = openSync(path, 'w');
  try {
    let chunk = '';
    for (const part of parts) {
      chunk += part;
      if (chunk.length > CHUNK_LENGTH) {
        writeFileSync(file, chunk);
        chunk = '';
      }
    }
    writeFileSync(file, chunk);
  } finally {
    closeSync(file);
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
