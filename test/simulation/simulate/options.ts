import { parseArgs } from 'node:util';

export interface Options {
  readonly seeds: number;
  readonly from: number;
  readonly json: boolean;
  /** Whether to put faults into the brain and the runner instead, and see that each is found. */
  readonly planted: boolean;
  /** Whether to tell what happened even where nothing went wrong. */
  readonly story: boolean;
}

export type ParsedOptions =
  | { readonly kind: 'options'; readonly options: Options }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly why: string };

export const HELP = `Simulates roll-outs: each seed draws a fleet, its calendars, what goes wrong and what people do meanwhile.

npm run simulate                    2,000 seeds, in about a minute

  --seeds <n>                       how many
  --from <seed>                     the first of them
  --json                            { "seeds", "steps", "faults", "violations": [{ "seed", "rule", "story" }] }
  --story                           tell each seed in words, as they happen: --from <seed> --seeds 1 --story
  --planted                         put faults into the brain and the runner, and see that each is found
  --help

Exit status: 0 every rule held, 1 one was broken (or a planted fault not found), 2 used wrongly.
`;

const SEEDS = 2_000;

export function parseOptions(argv: readonly string[]): ParsedOptions {
  try {
    const { values } = parseArgs({ args: [...argv], options: FLAGS, strict: true });
    if (values.help === true) {
      return { kind: 'help' };
    }
    const seeds = Number(values.seeds ?? SEEDS);
    const from = Number(values.from ?? 1);
    if (!Number.isSafeInteger(seeds) || seeds < 1 || !Number.isSafeInteger(from) || from < 0) {
      return { kind: 'wrong', why: '--seeds and --from take whole numbers.' };
    }
    const { json = false, planted = false, story = false } = values;
    return { kind: 'options', options: { seeds, from, json, planted, story } };
  } catch (error) {
    return { kind: 'wrong', why: error instanceof Error ? error.message : String(error) };
  }
}

const FLAGS = {
  seeds: { type: 'string' },
  from: { type: 'string' },
  json: { type: 'boolean' },
  planted: { type: 'boolean' },
  story: { type: 'boolean' },
  help: { type: 'boolean' },
} as const;
