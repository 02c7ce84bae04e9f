import { join } from 'node:path';

import type { DataItem, ObjectName, TenantData } from '../../dedication/tenant-data';
import { openLocalEngine } from '../../engine/local/local-engine';
import { plural } from '../../report/plural';
import type { Chapter } from './chapter';
import { EXAMPLE } from './example';
import { lookAtStacks, STATE_FOLDER } from './local-state';
import { compareHoldings } from './sameness';
import type { Holdings } from './sameness';
import { commitAll } from './scratch-copy';
import type { Stage } from './stage';

const { dedicated: id, ownAccount: account, ownRegion: region } = EXAMPLE;
const STACK = `tenants/${id}`;
const PLAN = `dedications/${id}.json`;
const HERE = { stack: STACK, stackName: `tenant--${id}`, account: '111122223333', region };
const THERE = { ...HERE, account };
/** The old stack, once there are two. */
const OLD = `${STACK} in ${HERE.account}/${region}`;

const CERTIFICATE = `arn:aws:acm:us-east-1:${account}:certificate/`;
const WORDS = [
  ...['dedicate', id, '--account', account, '--region', region, '--hosted-zone-id', 'Z0444444444444444444'],
  ...['--certificate-arn', `${CERTIFICATE}66666666-6666-4666-8666-666666666666`],
  ...['--tenant-certificate-arn', `${CERTIFICATE}77777777-7777-4777-8777-777777777777`],
  ...['--override', 'accounts-left', '--reason', 'Viewers set a new password.'],
];

/** What a viewer and a studio put there, which no file of the fleet knows of. */
const WATCHED: DataItem = itemOf('41');
const LATE: DataItem = itemOf('58');
const FILM: ObjectName = { bucket: 'media', key: `tenants/${id}/film/1.ts` };

export const DEDICATE: Chapter = {
  title: 'A client that wants to be alone',
  tell: async (stage) => {
    stage.say(
      `${id} signs a contract that asks for an account of its own. A stack stays where it was made, so there is a plan of how the client gets to another: step by step, each with what is lost if nothing follows. First the tour puts there what a viewer and a studio would: an item, and a film.`,
    );
    await withData(stage, HERE, async (data) => {
      await data.putItem(WATCHED);
      await data.write(FILM, { body: bytesOf('a film'), size: 6, headers: {} });
    });
    await stage.run(WORDS, { lines: 9, only: (line) => /^ ?\d/.test(line) });
    await carryOut(stage);
    commitAll(stage.folder, 'A cell for one client');
  },
};

async function carryOut(stage: Stage): Promise<void> {
  const { engineOptions, folder } = stage;
  const before = await lookAtStacks(folder);
  const done = (line: string): boolean => /is done: |^Done|stands in/.test(line);
  await stage.run(['apply', PLAN, '--until', 'check', ...engineOptions], { only: done, wraps: true });
  const copied = await lookAtStacks(folder);
  stage.hold(
    othersChanged(before, copied).length === 0 &&
      JSON.stringify(copied.get(OLD)) === JSON.stringify(before.get(STACK)),
    `none of the ${before.size} stacks that there were has changed; viewers still come to the old one`,
  );
  stage.say('Until its window comes, the client goes on where it was, and a viewer goes on watching. Then:');
  await withData(stage, HERE, (data) => data.putItem(LATE));
  await stage.run(['apply', PLAN, ...engineOptions], { only: done, wraps: true });
  await withData(stage, THERE, async (data) => {
    const [item, film] = [await data.item(WATCHED.key), await data.read(FILM)];
    stage.hold(
      item?.value === LATE.value && film?.size === 6,
      'the new stack has the film, and what the viewer wrote after it was copied',
    );
  });
  const after = await lookAtStacks(folder);
  const [kept, had] = [after.get(OLD), before.get(STACK)];
  stage.hold(
    othersChanged(before, after).length === 0 && JSON.stringify(kept?.files) === JSON.stringify(had?.files),
    `the old stack is still there with its ${plural(Object.keys(had?.files ?? {}).length, 'file')} and its items, and the other ${before.size - 1} stacks are what they were`,
  );
}

/** Stacks of others that are not what they were. */
function othersChanged(before: Holdings, after: Holdings): readonly string[] {
  return compareHoldings(before, after).different.filter((name) => !name.includes(id));
}

/** Works on the data of a stack as its applications do, past every command. */
async function withData(
  stage: Stage,
  target: typeof HERE,
  work: (data: TenantData) => Promise<unknown>,
): Promise<void> {
  const engine = await openLocalEngine({ folder: join(stage.folder, STATE_FOLDER), clock: stage.clock });
  try {
    await work(await engine.tenantData(target));
  } finally {
    await engine.close();
  }
}

function itemOf(minute: string): DataItem {
  const key = { pk: { S: `TENANT#${id}#viewers` }, sk: { S: 'anna' } };
  return { key: JSON.stringify(key), value: JSON.stringify({ minute: { N: minute }, ...key }) };
}

async function* bytesOf(text: string): AsyncGenerator<Uint8Array, void, void> {
  yield new TextEncoder().encode(text);
}
