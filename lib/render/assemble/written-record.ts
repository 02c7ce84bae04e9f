import type { WrittenFile } from '../output-folder';
import type { RenderedStack } from '../rendered-stack';
import type { WrittenStack } from '../write-assembly';

/** A stack that was written, as it is reported. */
export type StackLine = Pick<RenderedStack, 'displayName' | 'stackName' | 'resourceCount' | 'digest'>;

/** What a run keeps of a stack that it wrote. */
export interface WrittenRecord {
  /** Digest of all that the stack was stamped from. */
  readonly source: string;
  readonly stack: WrittenStack & StackLine;
  readonly files: readonly WrittenFile[];
}

/** The records of a text that `writtenText` made, by the stack's display name. */
export function parseWritten(text: string): ReadonlyMap<string, WrittenRecord> {
  const records = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as WrittenRecord);
  return new Map(records.map((record) => [record.stack.displayName, record]));
}

export function writtenText(records: Iterable<WrittenRecord>): string {
  return [...records].map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** What is reported of a stack. */
export function stackLine({ displayName, stackName, resourceCount, digest }: StackLine): StackLine {
  return { displayName, stackName, resourceCount, digest };
}
