import type { Verification } from '../render/verify-fleet';
import { plural } from './plural';
import { shapeFaultText } from './shape-fault';
import { table } from './table';

/** How much of a digest is shown to people; the whole of it is in the JSON. */
const DIGEST_SHOWN = 12;

export interface RenderReport {
  /** Folder of the cloud assembly, as the command was given it. */
  readonly out: string;
  readonly stacks: readonly {
    readonly displayName: string;
    readonly stackName: string;
    readonly resourceCount: number;
    readonly digest: string;
  }[];
  readonly written: number;
  readonly kept: number;
  /** Stacks that were synthesised as well and found to be the same bytes. @default none were */
  readonly verified?: number;
}

/** A line a stack, what was written, and what to type next. */
export function renderSummary(report: RenderReport): string {
  const rows = report.stacks.map(({ displayName, resourceCount, digest }) => [
    displayName,
    String(resourceCount),
    digest.slice(0, DIGEST_SHOWN),
  ]);
  const example =
    report.stacks.find(({ displayName }) => displayName.startsWith('tenants/')) ?? report.stacks[0];
  return [
    table(['STACK', 'RESOURCES', 'TEMPLATE SHA-256'], rows),
    `${plural(report.stacks.length, 'stack')} in ${report.out}: ` +
      `${plural(report.written, 'file')} written, ${report.kept} unchanged.\n` +
      (report.verified === undefined
        ? ''
        : `${plural(report.verified, 'stack')} synthesised as well: the same bytes.\n`) +
      (example === undefined ? '' : `Next: npx cdk diff ${example.displayName}\n`),
  ].join('\n');
}

/** What differs between stamped and synthesised stacks, and what to do about it. */
export function verificationFaults({ faults }: Verification): string {
  return faults.map(({ displayName, fault }) => `${displayName}\n${shapeFaultText(fault)}\n\n`).join('');
}
