import { strict as assert } from 'node:assert';

import type { CheckList } from '../check-list';
import type { Emulator } from '../emulator/emulator';
import { startEmulator } from '../emulator/emulator';
import { LOOPBACK, holdPort } from '../emulator/free-port';
import { listeningSockets } from '../emulator/listening-sockets';
import { groupExists } from '../owned-processes';

/** Starts the emulator while somebody else holds the port that it wants first. */
export async function startBesideAnother(
  checks: CheckList,
  python: string,
  scratch: string,
): Promise<Emulator> {
  const held = await holdPort();
  let emulator: Emulator | undefined;
  await checks.need('the emulator starts although the first port it wants is taken', async () => {
    emulator = await startEmulator(python, scratch, held.port);
    assert.deepEqual(emulator.portsRefused, [held.port]);
  });
  await held.release();
  assert.ok(emulator);
  return emulator;
}

/** After all the work, when every service that listens would have begun to. */
export async function listenerCheck(checks: CheckList, emulator: Emulator): Promise<void> {
  const sockets = listeningSockets(emulator.group);
  if (sockets === undefined) {
    return;
  }
  await checks.check(`nothing of the emulator listens outside ${LOOPBACK}`, () => {
    assert.ok(sockets.length > 0, 'no listening socket of the emulator was found');
    const open = sockets.filter(({ isLoopback }) => !isLoopback);
    assert.deepEqual(open, []);
  });
}

export async function stopCheck(checks: CheckList, emulator: Emulator): Promise<void> {
  await checks.check('the emulator ends, and no process of it is left', async () => {
    await emulator.stop();
    assert.equal(groupExists(emulator.group), false);
  });
}
