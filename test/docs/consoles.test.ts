import { rmSync } from 'node:fs';

import { sharedShapes } from '../plan/scratch-repository';
import { CIRCUMSTANCES } from './circumstances';
import type { Circumstances } from './circumstances';
import { shownCommands } from './console-blocks';
import type { ShownCommand } from './console-blocks';
import { DOCUMENTS, documentText } from './documents';
import { outputFault } from './match-output';
import { ScratchConsole } from './scratch-console';

const RUN = DOCUMENTS.map((document) => ({ document, commands: runnable(document) })).filter(({ commands }) =>
  commands.some(({ circumstances }) => circumstances.notRun === undefined),
);

let shapes = '';

beforeAll(async () => {
  shapes = await sharedShapes();
});

afterAll(() => {
  rmSync(shapes, { recursive: true });
});

test.each(RUN)(
  'what $document shows of its commands is what they print',
  async ({ commands }) => {
    const console = new ScratchConsole(shapes);
    const faults: string[] = [];
    try {
      for (const { shown, circumstances } of commands) {
        if (circumstances.notRun === undefined) {
          await console.arrange(circumstances);
          const fault = outputFault(shown.output, await console.print(shown.command));
          faults.push(
            ...(fault === undefined ? [] : [`${shown.document}:${shown.line} ${shown.command}\n${fault}`]),
          );
        }
      }
    } finally {
      console.remove();
    }
    expect(faults).toEqual([]);
  },
  90_000,
);

test('the documents that show commands are all run', () => {
  expect(RUN.map(({ document }) => document)).toEqual(
    expect.arrayContaining(['README.md', 'docs/plan.md', 'docs/releases.md', 'docs/runbook.md']),
  );
});

interface CommandToRun {
  readonly shown: ShownCommand;
  readonly circumstances: Circumstances;
}

/** Commands of a document but those of other programs’ blocks, each with what is so before it. */
function runnable(document: string): readonly CommandToRun[] {
  const left = [...(CIRCUMSTANCES[document] ?? [])];
  return shownCommands(document, documentText(document))
    .filter(({ command }) => !command.startsWith('npx cdk'))
    .map((shown) => {
      const at = left.findIndex(([start]) => shown.command.startsWith(start));
      const [found] = at < 0 ? [] : left.splice(at, 1);
      return { shown, circumstances: found?.[1] ?? {} };
    });
}
