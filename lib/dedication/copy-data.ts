import { sameContent } from './same-content';
import type {
  Conflict,
  DataObject,
  Expected,
  ExportFile,
  ExportLine,
  ObjectName,
  TenantData,
} from './tenant-data';

/** What a step of data did. */
export interface DataCount {
  readonly items: number;
  readonly objects: number;
  /** Of those, what was there already and the same; left out where nothing is written. */
  readonly unchanged?: number;
  /** What both stacks were given after the export, and where that is kept. */
  readonly conflicts?: { readonly count: number; readonly file: string };
}

/** What keeps a move from going on, named. */
export class DataDiffers extends Error {}

export interface Copying {
  readonly from: TenantData;
  readonly to: TenantData;
  readonly file: ExportFile;
  /** Ends the work at the next item or object when it aborts. */
  readonly stop?: AbortSignal;
}

/** The work was told to stop. Whatever it did is done, and it can be done again. */
export class Stopped extends Error {}

/** Writes every item, and the name and ETag of every object, to the file. */
export async function exportData({ from, file, stop }: Copying): Promise<DataCount> {
  const count = { items: 0, objects: 0 };
  await file.write(
    (async function* lines(): AsyncGenerator<ExportLine, void, void> {
      for await (const item of from.items()) {
        goOn(stop);
        count.items += 1;
        yield { kind: 'item', item };
      }
      for await (const object of from.objects()) {
        goOn(stop);
        count.objects += 1;
        yield { kind: 'object', object };
      }
    })(),
  );
  return count;
}

/** Writes what was exported to the new stack, which no viewer reaches yet: what differs there is from an earlier import. */
export async function importData(copying: Copying): Promise<DataCount> {
  const { to } = copying;
  const count = { items: 0, objects: 0, unchanged: 0 };
  const there = await objectsOf(to);
  for await (const line of exported(copying)) {
    if (line.kind === 'item') {
      const same = (await to.item(line.item.key))?.value === line.item.value;
      if (!same) {
        await to.putItem(line.item);
      }
      count.items += 1;
      count.unchanged += same ? 1 : 0;
    } else {
      const same = await isThere(copying, line.object, there.get(nameOf(line.object)));
      if (!same) {
        await copyObject(copying, line.object);
      }
      count.objects += 1;
      count.unchanged += same ? 1 : 0;
    }
  }
  return count;
}

/** @throws DataDiffers with the first item or object of the export that the new stack does not have as it is. */
export async function checkData(copying: Copying): Promise<DataCount> {
  const { to } = copying;
  const count = { items: 0, objects: 0 };
  const there = await objectsOf(to);
  for await (const line of exported(copying)) {
    if (line.kind === 'item') {
      if ((await to.item(line.item.key))?.value !== line.item.value) {
        throw new DataDiffers(`the item ${line.item.key} of the export is not in the new stack as it is`);
      }
      count.items += 1;
    } else {
      if (!(await isThere(copying, line.object, there.get(nameOf(line.object))))) {
        throw new DataDiffers(`the object ${nameOf(line.object)} is not in the new stack as it is`);
      }
      count.objects += 1;
    }
  }
  return count;
}

/**
 * Carries over what the old stack was given after the export. Where the new one was given something as well, that
 * stays, and what the old one has is kept in a file.
 *
 * @throws DataDiffers when the export is not here, so that nobody knows what came after it.
 */
export async function carryLateWrites(copying: Copying): Promise<DataCount> {
  const { file } = copying;
  const before = new Map<string, string>();
  const exportedThen = file.read();
  if (exportedThen === undefined) {
    throw new DataDiffers(
      `the export is not on this machine; bring it from where it was made to ${file.place}, or make an empty file there, which keeps every difference apart`,
    );
  }
  for await (const line of exportedThen) {
    before.set(...keyed(line));
  }
  const [items, objects] = [await lateItems(copying, before), await lateObjects(copying, before)];
  const conflicts = [...items.conflicts, ...objects.conflicts];
  return {
    items: items.count,
    objects: objects.count,
    ...(conflicts.length === 0
      ? {}
      : { conflicts: { count: conflicts.length, file: await file.keepConflicts(conflicts) } }),
  };
}

interface Late {
  readonly count: number;
  readonly conflicts: readonly Conflict[];
}

async function lateItems({ from, to, stop }: Copying, before: ReadonlyMap<string, string>): Promise<Late> {
  const conflicts: Conflict[] = [];
  let count = 0;
  for await (const item of from.items()) {
    goOn(stop);
    const [key] = keyed({ kind: 'item', item });
    if (before.get(key) === item.value) {
      continue;
    }
    count += 1;
    if (!(await to.putItem(item, { value: before.get(key) }))) {
      const fresh = (await to.item(item.key))?.value;
      if (fresh !== item.value) {
        conflicts.push({ kind: 'item', key: item.key, old: item.value, fresh });
      }
    }
  }
  return { count, conflicts };
}

async function lateObjects(copying: Copying, before: ReadonlyMap<string, string>): Promise<Late> {
  const { from, to, stop } = copying;
  const conflicts: Conflict[] = [];
  let count = 0;
  const there = await objectsOf(to);
  for await (const object of from.objects()) {
    goOn(stop);
    const [key] = keyed({ kind: 'object', object });
    if (before.get(key) === object.etag) {
      continue;
    }
    count += 1;
    const present = there.get(nameOf(object));
    const isOurs = present === undefined || present.etag === before.get(key);
    const isDone =
      (await isThere(copying, object, present)) ||
      (isOurs && (await copyObject(copying, object, { value: present?.etag })));
    if (!isDone) {
      conflicts.push({
        kind: 'object',
        object: { bucket: object.bucket, key: object.key },
        old: object.etag,
      });
    }
  }
  return { count, conflicts };
}

/** The lines of the export, until the work is stopped. */
async function* exported({ file, stop }: Copying): AsyncGenerator<ExportLine, void, void> {
  for await (const line of file.read() ?? []) {
    goOn(stop);
    yield line;
  }
}

function goOn(stop: AbortSignal | undefined): void {
  if (stop?.aborted === true) {
    throw new Stopped('the work was told to stop');
  }
}

/** Whether the new stack has the same bytes, as far as anybody can tell without reading them, or by reading them. */
async function isThere(
  { from, to }: Copying,
  object: DataObject,
  present: DataObject | undefined,
): Promise<boolean> {
  if (present === undefined || present.size !== object.size) {
    return false;
  }
  return present.etag === object.etag || sameContent(await from.read(object), await to.read(object));
}

/** An object that went meanwhile has nothing to copy. */
async function copyObject({ from, to }: Copying, object: ObjectName, expected?: Expected): Promise<boolean> {
  const content = await from.read(object);
  return content === undefined || to.write(object, content, expected);
}

async function objectsOf(data: TenantData): Promise<ReadonlyMap<string, DataObject>> {
  const objects = new Map<string, DataObject>();
  for await (const object of data.objects()) {
    objects.set(nameOf(object), object);
  }
  return objects;
}

function keyed(line: ExportLine): readonly [key: string, value: string] {
  return line.kind === 'item'
    ? [`item ${line.item.key}`, line.item.value]
    : [`object ${nameOf(line.object)}`, line.object.etag];
}

function nameOf({ bucket, key }: ObjectName): string {
  return `${bucket}/${key}`;
}
