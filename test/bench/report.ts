import { table } from '../../lib/report/table';
import type { Machine } from './machine';
import type { Bound, Row } from './rows';

const DIGITS = 2;

/** The figures for people. */
export function benchTable(machine: Machine, rows: readonly Row[]): string {
  const { cores, processor, memoryGigabytes, os, node, cdkLibrary, cdkCli } = machine;
  const lines = rows.map(({ name, value, unit, bound, holds }) => [
    name,
    value.toFixed(DIGITS),
    unit,
    boundText(bound),
    holdsText(holds),
  ]);
  return [
    `${cores} cores (${processor}), ${memoryGigabytes} GB, ${os}, Node.js ${node}, `,
    `aws-cdk-lib ${cdkLibrary}, aws-cdk ${cdkCli}\n\n`,
    table(['name', 'value', 'unit', 'limit', 'holds'], lines),
  ].join('');
}

/** The figures for programs. */
export function benchJson(machine: Machine, rows: readonly Row[]): string {
  const plain = rows.map(({ name, value, unit, bound, holds }) => ({
    name,
    value,
    unit,
    limit: bound?.value ?? null,
    holds: holds ?? null,
  }));
  return `${JSON.stringify({ machine, rows: plain }, undefined, 2)}\n`;
}

function boundText(bound: Bound | undefined): string {
  return bound === undefined ? '' : `at ${bound.kind} ${bound.value}`;
}

function holdsText(holds: boolean | undefined): string {
  switch (holds) {
    case true:
      return 'yes';
    case false:
      return 'NO';
    default:
      return '';
  }
}
