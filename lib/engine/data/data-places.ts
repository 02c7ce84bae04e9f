import { diagnostic } from '../../diagnostics/diagnostic';
import { ProblemError } from '../../diagnostics/problem-error';
import type { StackTarget } from '../../rollout/ports';
import type { BucketNames } from './tenant-prefix';

/** Where a deployed stack of a tenant keeps its data. */
export interface DataPlaces {
  readonly tenant: string;
  readonly names: BucketNames;
  readonly table: string;
}

/**
 * Where the data of a stack is, from the values of the contract that it was deployed with and the one bucket that it holds.
 *
 * @throws ProblemError DEDICATE-003 when one of them is missing.
 */
export function placesOf(
  { stack, account, region }: StackTarget,
  parameter: (name: string) => string | undefined,
  branding: string | undefined,
): DataPlaces {
  const [table, media] = [parameter('CellTableName'), parameter('CellMediaBucketName')];
  if (table === undefined || media === undefined || branding === undefined) {
    throw new ProblemError([
      diagnostic({
        code: 'DEDICATE-003',
        place: { file: stack },
        message: `it is not deployed in account ${account}, ${region}, so its data cannot be found.`,
        next: 'Deploy it there first; npx multiplex audit shows what was done to it.',
      }),
    ]);
  }
  return { tenant: stack.slice('tenants/'.length), table, names: { branding, media } };
}
