import { contentDigest } from '../partition/content';
import { failed, succeeded, type Ending } from '../protocol/custom-resource-answer';
import { fenceContent, fenceFor, FENCE_SORT_KEYS, judge, parseFence, type Fence } from './fence';
import { persist, retryDelayMs, type RetryLimits } from './persistence';
import type { ProvisioningTask } from '../provisioning-task';
import { partitionKey, type FoundItem, type ItemKey, type OwnedItem } from '../partition/tenant-items';

/** Leave to write, as long as {@link isHeld} says so. */
export interface Run {
  /** Grows with every run for this tenant and kind of resource; each item and pointer records the run that wrote it. */
  readonly number: number;
  readonly fence: Fence;
  /**
   * Set when the run before this one never finished. It may still be writing, so whatever it could still write
   * must get a new version, changed or not: then its conditional writes fail.
   */
  readonly sealing: boolean;
}

/** How one pass over the things to write ended. `overtaken` passes start again from the fence. */
export type Pass = Ending | { readonly kind: 'overtaken' } | { readonly kind: 'lost-race' };

/** Races are between two or three runs; whoever loses this often is told to try again. */
const PASSES_MAX = 10;
const RACE_RETRIES: RetryLimits = { attempts: PASSES_MAX, firstDelayMs: 100, longestDelayMs: 3_000 };

/**
 * Lets the task's request in if nothing later was, performs `pass` under the fence until it comes through, and
 * records the end. `pass` must read what it will write, then ask {@link isHeld}, and only then write: a later run
 * seals after it took the fence, so whatever was read before that can no longer be overwritten.
 */
export async function runFenced(task: ProvisioningTask, pass: (run: Run) => Promise<Pass>): Promise<Ending> {
  for (let attempt = 1; attempt <= PASSES_MAX; attempt += 1) {
    const entry = await enter(task);
    if (entry.kind === 'succeeded' || entry.kind === 'failed') {
      return entry;
    }
    const ending = entry.kind === 'entered' ? await finish(task, entry.run, pass) : entry;
    if (ending.kind === 'succeeded' || ending.kind === 'failed') {
      return ending;
    }
    task.log('warn', 'fence.contended', { attempt, how: ending.kind });
    await task.patience.clock.sleep(
      retryDelayMs(RACE_RETRIES, attempt, task.patience.chance.fraction()),
      task.patience.signal,
    );
  }
  return failed('Other requests for this tenant kept getting in between; try again.');
}

/** Whether `run` is still the latest: false as soon as any later run was let in. */
export async function isHeld(task: ProvisioningTask, run: Run): Promise<boolean> {
  const found = await readFence(task);
  return found.kind === 'owned' && found.item.version === run.number;
}

type Entry = Ending | { readonly kind: 'entered'; readonly run: Run } | { readonly kind: 'lost-race' };

async function enter(task: ProvisioningTask): Promise<Entry> {
  const found = await readFence(task);
  if (found.kind === 'foreign') {
    return foreignFence(task);
  }
  const previous = found.kind === 'owned' ? found.item : undefined;
  const fence = previous === undefined ? undefined : parseFence(previous.content);
  if (previous !== undefined && fence === undefined) {
    return failed('The fence item of this tenant is damaged.');
  }
  const standing = judge(fence, task.request);
  if (standing.kind === 'finished') {
    return succeeded(standing.data);
  }
  if (standing.kind === 'stale') {
    return failed(standing.reason);
  }
  const next = fenceFor(fence, task.request);
  const number = (previous?.version ?? 0) + 1;
  // An open record may also be our own, from a pass that lost a race; whatever that one had to seal still waits.
  const run = { number, fence: next, sealing: fence?.state === 'open' };
  const written = await writeFence(task, next, number);
  return written === 'written' ? { kind: 'entered', run } : { kind: 'lost-race' };
}

function foreignFence(task: ProvisioningTask): Ending {
  // What a foreign item keeps us from creating was never created.
  return task.request.type === 'Delete'
    ? succeeded()
    : failed(`The item ${FENCE_SORT_KEYS[task.request.kind]} belongs to an application; it is left alone.`);
}

async function finish(task: ProvisioningTask, run: Run, pass: (run: Run) => Promise<Pass>): Promise<Pass> {
  const ending = await pass(run);
  if (ending.kind !== 'succeeded') {
    return ending;
  }
  const closed = await writeFence(task, { ...run.fence, state: 'done', data: ending.data }, run.number + 1);
  return closed === 'written' ? ending : { kind: 'overtaken' };
}

function fenceKey(task: ProvisioningTask): ItemKey {
  return { pk: partitionKey(task.request.tenant), sk: FENCE_SORT_KEYS[task.request.kind] };
}

function readFence(task: ProvisioningTask): Promise<FoundItem> {
  return persist(task.patience, () => task.services.items.read(fenceKey(task), task.patience.signal));
}

function writeFence(task: ProvisioningTask, fence: Fence, version: number): Promise<'written' | 'conflict'> {
  const content = fenceContent(fence);
  const item: OwnedItem = {
    ...fenceKey(task),
    version,
    run: version,
    release: task.request.release,
    digest: contentDigest(content),
    updatedAt: new Date(task.patience.clock.now()).toISOString(),
    content,
  };
  const expected = version === 1 ? 'absent' : version - 1;
  return persist(task.patience, () => task.services.items.write({ item, expected }, task.patience.signal));
}
