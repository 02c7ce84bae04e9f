import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { run } from '../../lib/cli/main';
import type { Plan, Refusal, StackChange } from '../../lib/plan/plan-document';
import { renderFleet } from '../../lib/render/render-fleet';
import { fakeHost } from '../cli/fake-host';
import { scratchFleet } from '../cli/scratch-fleet';
import type { ScratchFleet } from '../cli/scratch-fleet';
import { exampleFleet, PROJECT } from '../render/example-fleet';

/** The example fleet in a repository of its own, committed on main, with a branch checked out for work. */
export interface ScratchRepository extends ScratchFleet {
  readonly git: (...args: readonly string[]) => string;
  readonly write: (file: string, text: string) => void;
  readonly delete: (path: string) => void;
  readonly commit: (message?: string) => void;
  /** Everything as it was committed on main. */
  readonly restore: () => void;
}

/** Renders the shapes of the example fleet once, so that not every test makes them anew. */
export async function sharedShapes(): Promise<string> {
  const shapes = mkdtempSync(join(tmpdir(), 'multiplex-shapes-'));
  const { fleet } = await exampleFleet();
  await renderFleet(fleet, { rootFolder: PROJECT, cacheFolder: shapes });
  return shapes;
}

export function scratchRepository(shapes: string): ScratchRepository {
  const fleet = scratchFleet();
  const { folder } = fleet;
  cpSync(shapes, join(folder, '.multiplex'), { recursive: true });
  writeFileSync(join(folder, '.gitignore'), '.multiplex/\n');
  const git = (...args: readonly string[]): string => gitIn(folder, ...args);
  git('init', '--quiet', '--initial-branch', 'main');
  // For commits of the program itself: not everybody who runs tests has told git who they are.
  git('config', 'user.name', 'test');
  git('config', 'user.email', 'test@northlight.example');
  const repository: ScratchRepository = {
    ...fleet,
    git,
    write: (file, text) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    },
    delete: (path) => rmSync(join(folder, path), { recursive: true }),
    commit: (message = 'A change.') => {
      git('add', '--all');
      git('commit', '--quiet', '--message', message);
    },
    restore: () => {
      git('checkout', '--quiet', '--force', '-B', 'work', 'main');
      git('clean', '--force', '-d', '--quiet');
    },
  };
  repository.commit();
  repository.restore();
  return repository;
}

export function gitIn(folder: string, ...args: readonly string[]): string {
  const settings = ['user.name=test', 'user.email=test@northlight.example', 'commit.gpgsign=false'];
  const flags = settings.flatMap((setting) => ['-c', setting]);
  return execFileSync('git', [...flags, ...args], { cwd: folder, encoding: 'utf8', stdio: 'pipe' }).trim();
}

/** What `multiplex plan --json` answered. */
export interface PlanAnswer {
  readonly status: number;
  readonly plan: Plan;
  readonly err: string;
}

export async function planOf(
  repository: Pick<ScratchRepository, 'folder'>,
  ...args: readonly string[]
): Promise<PlanAnswer> {
  const host = fakeHost(repository.folder);
  const status = await run(['plan', '--json', ...args], host);
  const plan = host.printed.out === '' ? undefined : (JSON.parse(host.printed.out) as Plan);
  return { status, plan: plan as Plan, err: host.printed.err };
}

/** A plan as a careful engineer would write it down: what happens to each resource, and why. */
export function inShort({ changed, refusals, unchanged }: Plan): object {
  return {
    changed: Object.fromEntries(changed.map((change) => [change.stack, resourcesInShort(change)])),
    unchanged: unchanged.count,
    refused: refusals.map(({ refusal, stack }: Refusal) => `${refusal} ${stack}`),
  };
}

/** `+ AWS::CloudWatch::Alarm by tier`; a resource of which only the tags change is left out. */
function resourcesInShort({ kind, resources }: StackChange): readonly string[] | string {
  if (kind !== 'changed') {
    return kind;
  }
  const lines = resources
    .filter(
      ({ properties }) => properties.length === 0 || properties.some(({ path }) => !/Tags[.[]/.test(path)),
    )
    .map(({ type, change, causes }) => {
      const keys = causes.map((id) => id.split(': ').at(-1) ?? '');
      return `${change} ${type} by ${keys.join(' and ')}`;
    });
  return [...new Set(lines)].sort();
}
