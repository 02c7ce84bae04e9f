import { Option } from 'commander';

import type { ExitCode } from './exit-code';

/** What a command calls with its exit status when it is done. */
export type Finish = (exitCode: ExitCode) => void;

export function fleetOption(): Option {
  return new Option('--fleet <folder>', 'folder that holds fleet.yaml and tenants/').default('.');
}

export function jsonOption(): Option {
  return new Option('--json', 'print JSON for programs').default(false);
}

/** Lines to try, for the end of a command's help. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  $ npx ${line}`).join('\n')}\n`;
}
