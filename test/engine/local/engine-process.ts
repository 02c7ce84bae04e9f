import { readFileSync } from 'node:fs';

import { openLocalEngine } from '../../../lib/engine/local/local-engine';
import type { ReviewedChange } from '../../../lib/rollout/ports';

/** A process that makes the change that stands in a file, and says each event as it happens, until it is killed. */
async function main(folder: string, changeFile: string): Promise<void> {
  const change = JSON.parse(readFileSync(changeFile, 'utf8')) as ReviewedChange;
  const engine = await openLocalEngine({
    folder,
    clock: { now: () => 0, sleepUntil: () => Promise.resolve() },
    onEvent: (_, { logicalId, status }) => process.stdout.write(`${logicalId} ${status}\n`),
  });
  await engine.apply(change);
  await engine.close();
}

const [folder = '', changeFile = ''] = process.argv.slice(2);
void main(folder, changeFile);
