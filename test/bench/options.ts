import { parseArgs } from 'node:util';

import { LARGE_FLEET, SMALL_FLEET } from './limits';
import { rowNames } from './rows';

/** Below this there is nothing to measure, and above it no disk of a laptop to write to. */
const TENANTS_MIN = 10;
const TENANTS_MAX = 100_000;

/** What a run was asked to measure. */
export interface Options {
  readonly json: boolean;
  /** Whether the plain CDK app is run at every size, though it takes minutes. */
  readonly full: boolean;
  /** Sizes of fleet, ascending. */
  readonly sizes: readonly number[];
  /** Names of the rows to measure. @default all that the sizes have */
  readonly rows: readonly string[] | undefined;
}

export type ParsedOptions =
  | { readonly kind: 'options'; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string };

export const HELP = `Measures how fast a fleet is rendered, planned, proved and moved, beside a plain CDK app and the floor of the disk.

npm run bench                   fleets of 1,000 and 10,000 tenants, in about twenty minutes

  --json                        print the result as JSON
  --full                        run the plain CDK app at every size, which takes many minutes more
  --tenants <n,n>               other sizes of fleet
  --rows <name,name>            measure only these rows, named as in the table
  --help

Exit status: 0 every limit holds, 1 one does not, 2 used wrongly, 3 could not be measured.
`;

export function parseOptions(argv: readonly string[]): ParsedOptions {
  try {
    const { values } = parseArgs({ args: [...argv], options: FLAGS, strict: true });
    if (values.help === true) {
      return { kind: 'help' };
    }
    const sizes = sizesIn(values.tenants ?? `${SMALL_FLEET},${LARGE_FLEET}`);
    const options: Options = {
      json: values.json === true,
      full: values.full === true,
      sizes,
      rows: values.rows?.split(','),
    };
    const why = contradiction(options);
    return why === undefined ? { kind: 'options', options } : { kind: 'wrong', why };
  } catch (error) {
    return { kind: 'wrong', why: error instanceof Error ? error.message : String(error) };
  }
}

const FLAGS = {
  json: { type: 'boolean' },
  full: { type: 'boolean' },
  tenants: { type: 'string' },
  rows: { type: 'string' },
  help: { type: 'boolean' },
} as const;

function sizesIn(text: string): readonly number[] {
  return [...new Set(text.split(',').map(Number))].sort((a, b) => a - b);
}

function contradiction({ sizes, full, rows }: Options): string | undefined {
  const wrong = sizes.find((size) => !Number.isInteger(size) || size < TENANTS_MIN || size > TENANTS_MAX);
  if (wrong !== undefined) {
    return `--tenants takes whole numbers from ${TENANTS_MIN} to ${TENANTS_MAX}.`;
  }
  const known = rowNames(sizes, full);
  const unknown = rows?.find((name) => !known.includes(name));
  return unknown === undefined
    ? undefined
    : `"${unknown}" is not a row of this run. Use some of: ${known.join(', ')}.`;
}
