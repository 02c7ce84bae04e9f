import { rmSync } from 'node:fs';

import { readFleetFiles } from '../../lib/fleet/read-fleet';
import { findBaseCommit } from '../../lib/history/base-commit';
import { CommittedFleet, readCommittedFleet } from '../../lib/history/committed-fleet';
import { scratchRepository, sharedShapes } from '../plan/scratch-repository';
import type { ScratchRepository } from '../plan/scratch-repository';

let shapes: string;
let repository: ScratchRepository;

beforeAll(async () => {
  shapes = await sharedShapes();
  repository = scratchRepository(shapes);
});

afterAll(() => {
  repository.remove();
  rmSync(shapes, { recursive: true });
});

/** So many that a command line has no room for them; none of them is there. */
const MANY = Array.from({ length: 1_000 }, (_, index) => `nobody-${index}`);

test.each([
  ['a few tenants', []],
  ['more than a command line takes', MANY],
])('%s of a commit are read as they are with all others', async (_, others) => {
  const base = findBaseCommit(repository.folder, 'main');
  const { files: workTree } = await readFleetFiles(repository.folder);
  const { files: whole } = readCommittedFleet(base, workTree);
  const committed = new CommittedFleet(base);
  const ids = whole.tenants.map(({ id }) => id);
  for (const some of [ids.slice(0, 3), ids.slice(3, 4), ids]) {
    const { files, diagnostics } = committed.read(workTree, new Set([...some, ...others]));
    expect(diagnostics).toEqual([]);
    expect(files.fleet).toEqual(whole.fleet);
    expect(files.tenants).toEqual(whole.tenants.filter(({ id }) => some.includes(id)));
  }
});
