import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

import { findActor } from '../../lib/cli/actor';
import { callerArn } from '../../lib/ledger/caller';

const LOCAL = { engine: 'local', state: '', ledgerTable: '' } as const;
const CREDENTIALS = { accessKeyId: 'a', secretAccessKey: 'b' };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'multiplex-actor-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function git(...args: readonly string[]): string {
  const settings = ['-c', 'user.name=Kim', '-c', 'user.email=kim@a.example'];
  return spawnSync('git', ['-C', folder, ...settings, ...args], { encoding: 'utf8' }).stdout.trim();
}

/** A token service that gives every caller this answer. */
async function withTokenService<T>(
  status: number,
  body: string,
  use: (endpoint: string) => Promise<T>,
): Promise<T> {
  const server: Server = createServer((_, response) => {
    response.writeHead(status, { 'content-type': 'text/xml' }).end(body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  try {
    return await use(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`);
  } finally {
    server.close();
  }
}

describe('who makes a change', () => {
  test('is the user of this machine with the local engine, and the author of the commit that the fleet is at', async () => {
    git('init', '--quiet');
    git('commit', '--quiet', '--allow-empty', '--message', 'A fleet');
    expect(await findActor(folder, LOCAL)).toEqual({
      caller: `local:${userInfo().username}`,
      author: 'Kim <kim@a.example>',
      commit: git('rev-parse', 'HEAD'),
    });
  });

  test('has no commit where there is none', async () => {
    expect(await findActor(folder, LOCAL)).toEqual({ caller: `local:${userInfo().username}` });
    git('init', '--quiet');
    expect(await findActor(folder, LOCAL)).toEqual({ caller: `local:${userInfo().username}` });
  });

  test('is who AWS says in AWS', async () => {
    const arn = 'arn:aws:sts::111122223333:assumed-role/deploy/kim';
    const body = `<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>${arn}</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`;
    const caller = await withTokenService(200, body, (endpoint) =>
      callerArn({ endpoint, region: 'us-east-1', credentials: CREDENTIALS }),
    );
    expect(caller).toBe(arn);
  });

  test('must be known there: without credentials that AWS takes nothing is done', async () => {
    const body =
      '<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>The token is invalid.</Message></Error></ErrorResponse>';
    await expect(
      withTokenService(403, body, (endpoint) =>
        callerArn({ endpoint, region: 'us-east-1', credentials: CREDENTIALS }),
      ),
    ).rejects.toThrow(/LEDGER-008 AWS does not say who this is: The token is invalid\./);
  });
});
