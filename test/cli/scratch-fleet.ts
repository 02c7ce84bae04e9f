import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { PROJECT } from '../render/example-fleet';

/** A copy of the example fleet that a test may change. */
export interface ScratchFleet {
  readonly folder: string;
  readonly edit: (file: string, from: string, to: string) => void;
  /** Every file below the fleet's folder with its content, to see what a command changed. */
  readonly contents: () => Readonly<Record<string, string>>;
  readonly remove: () => void;
}

export function scratchFleet(): ScratchFleet {
  const folder = mkdtempSync(join(tmpdir(), 'multiplex-fleet-'));
  cpSync(join(PROJECT, 'fleet.yaml'), join(folder, 'fleet.yaml'));
  cpSync(join(PROJECT, 'tenants'), join(folder, 'tenants'), { recursive: true });
  return {
    folder,
    edit: (file, from, to) => {
      const path = join(folder, file);
      const text = readFileSync(path, 'utf8');
      if (!text.includes(from)) {
        throw new Error(`${file} does not hold ${from}`);
      }
      writeFileSync(path, text.replace(from, to));
    },
    contents: () =>
      Object.fromEntries(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
          .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
      ),
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}
