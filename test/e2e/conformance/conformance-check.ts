import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { pinnedVersion } from '../emulator/python-environment';
import type { Lane } from '../lane';
import { PROJECT } from '../project';
import { probeEmulator } from './findings';
import { conformancePage, openQuestions } from './page';

const PAGE = join(PROJECT, 'docs', 'emulator.md');

/** Tries the emulator and holds `docs/emulator.md` to what is found, or writes it. Returns what is open. */
export async function conformanceCheck(lane: Lane, write: boolean): Promise<readonly string[]> {
  let open: readonly string[] = [];
  await lane.checks.check('docs/emulator.md says what the emulator does and does not show', async () => {
    const findings = await probeEmulator(lane);
    open = openQuestions(findings);
    const page = conformancePage(pinnedVersion('ministack'), findings);
    if (write) {
      writeFileSync(PAGE, page);
    }
    const committed = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '';
    assert.deepEqual(committed.split('\n'), page.split('\n'), 'run npm run e2e -- --write-conformance');
  });
  return open;
}
