import { failed, succeeded, type Ending } from '../protocol/custom-resource-answer';
import { isHeld, runFenced, type Pass, type Run } from '../fence/fenced-run';
import {
  PARTITION_SORT_KEYS,
  planPartition,
  planRenewal,
  planRetirement,
  type PartitionPlan,
  type PartitionSortKey,
  type WriteStamp,
} from './partition-plan';
import type { DesiredPartition } from './partition-properties';
import { persist } from '../fence/persistence';
import type { ProvisioningTask } from '../provisioning-task';
import { partitionKey, type ConditionalWrite, type OwnedItem } from './tenant-items';

/** Brings a tenant's partition to `desired`; its attribute `Version` is that of the configuration. */
export function writePartition(task: ProvisioningTask, desired: DesiredPartition): Promise<Ending> {
  return runFenced(task, async (run) => {
    const found = await readPartition(task);
    if (found.foreign.length > 0) {
      return failed(`The item ${found.foreign.join(', ')} belongs to an application; it is left alone.`);
    }
    if (!(await isHeld(task, run))) {
      return { kind: 'overtaken' };
    }
    return perform(task, planPartition(found.current, desired, stampOf(task, run)));
  });
}

/**
 * Marks a tenant's configuration retired, unless another resource of the same stack still stands for the tenant (its
 * logical id changed) or the configuration is an application's, which means that ours was never created.
 */
export function retirePartition(task: ProvisioningTask): Promise<Ending> {
  return runFenced(task, async (run) => {
    const { current, foreign } = await readPartition(task);
    if (!(await isHeld(task, run))) {
      return { kind: 'overtaken' };
    }
    const stays = run.fence.holders.length > 0 || foreign.includes('CONFIGURATION');
    const plan = stays ? planRenewal : planRetirement;
    return perform(task, plan(current, stampOf(task, run)));
  });
}

function stampOf({ request, patience }: ProvisioningTask, run: Run): WriteStamp {
  return {
    pk: partitionKey(request.tenant),
    release: request.release,
    run: run.number,
    at: new Date(patience.clock.now()).toISOString(),
    sealing: run.sealing,
  };
}

interface FoundPartition {
  readonly current: Partial<Record<PartitionSortKey, OwnedItem>>;
  readonly foreign: readonly PartitionSortKey[];
}

async function readPartition({ request, patience, services }: ProvisioningTask): Promise<FoundPartition> {
  const pk = partitionKey(request.tenant);
  const found = await Promise.all(
    PARTITION_SORT_KEYS.map(async (sk) => {
      const item = await persist(patience, () => services.items.read({ pk, sk }, patience.signal));
      return { sk, item };
    }),
  );
  const current = Object.fromEntries(
    found.flatMap(({ sk, item }) => (item.kind === 'owned' ? [[sk, item.item]] : [])),
  );
  const foreign = found.filter(({ item }) => item.kind === 'foreign').map(({ sk }) => sk);
  return { current, foreign };
}

async function perform(task: ProvisioningTask, plan: PartitionPlan): Promise<Pass> {
  for (const write of plan.writes) {
    if ((await performWrite(task, write)) === 'conflict') {
      return { kind: 'lost-race' };
    }
    task.log('info', 'item.written', { sk: write.item.sk, version: write.item.version });
  }
  return succeeded({ Version: String(plan.version) });
}

function performWrite(
  { patience, services }: ProvisioningTask,
  write: ConditionalWrite,
): Promise<'written' | 'conflict'> {
  return persist(patience, () => services.items.write(write, patience.signal));
}
