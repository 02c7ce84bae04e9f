import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { lockFolder } from './folder-lock';
import { RecordLog } from './record-log';
import type { Entry } from './record-log';
import type { StackAddress, StackEvent, StackRecord } from './stack-record';

/** Events kept of a stack: the creation of a cell has 120. CloudFormation keeps those of 90 days. */
const EVENTS_KEPT = 150;

/** A resource that a stack left behind. */
export interface RetainedResource {
  readonly type: string;
  readonly physicalId: string;
  /** ARN of the stack. */
  readonly stackId: string;
  readonly claims: readonly string[];
}

/** Everything that the engine remembers between two runs, but for objects and items. */
export class StateFolder {
  readonly path: string;
  private readonly log: RecordLog;
  private readonly unlock: () => void;

  /**
   * @param path Absolute path; made when it is not there.
   * @throws ProblemError when another process has it, or what is in it is not ours.
   */
  constructor(path: string) {
    mkdirSync(path, { recursive: true });
    this.path = path;
    this.unlock = lockFolder(path);
    try {
      this.log = RecordLog.open(join(path, 'state.log'));
    } catch (error) {
      this.unlock();
      throw error;
    }
  }

  /** Every stack that there is or was. */
  addresses(): readonly StackAddress[] {
    return this.log.keys('stack/').map((key) => {
      const [, account = '', region = '', stackName = ''] = key.split('/');
      return { account, region, stackName };
    });
  }

  read(address: StackAddress): StackRecord | undefined {
    // What stands in the log was written by this file, and its checksum is right.
    const text = this.log.get(stackKey(address));
    return text === undefined ? undefined : (JSON.parse(text) as StackRecord);
  }

  readTemplate(address: StackAddress, digest: string): string | undefined {
    return this.log.get(templateKey(address, digest));
  }

  readEvents(address: StackAddress): readonly StackEvent[] {
    return JSON.parse(this.log.get(eventsKey(address)) ?? '[]') as readonly StackEvent[];
  }

  retained(): readonly RetainedResource[] {
    return this.log.keys('retained/').map((key) => JSON.parse(this.log.get(key) ?? '') as RetainedResource);
  }

  /** Writes what is given, and forgets templates that the stack no longer refers to. */
  write(record: StackRecord, more: WrittenBeside = {}): void {
    const entries: Entry[] = [];
    const { template, events = [], retained = [] } = more;
    if (template !== undefined && !this.log.has(templateKey(record, template.digest))) {
      entries.push([templateKey(record, template.digest), template.text]);
    }
    if (events.length > 0) {
      const kept = [...this.readEvents(record), ...events].slice(-EVENTS_KEPT);
      entries.push([eventsKey(record), JSON.stringify(kept)]);
    }
    for (const resource of retained) {
      const { type, physicalId } = resource;
      entries.push([`retained/${type}/${encodeURIComponent(physicalId)}`, JSON.stringify(resource)]);
    }
    entries.push([stackKey(record), JSON.stringify(record)]);
    for (const digest of more.outdated ?? []) {
      if (digest !== record.digest && digest !== record.operation?.to?.digest) {
        entries.push([templateKey(record, digest), undefined]);
      }
    }
    this.log.put(entries);
  }

  close(): void {
    this.log.close();
    this.unlock();
  }
}

interface WrittenBeside {
  readonly template?: { readonly digest: string; readonly text: string };
  readonly events?: readonly StackEvent[];
  readonly retained?: readonly RetainedResource[];
  /** Digests of templates that may be forgotten. */
  readonly outdated?: readonly string[];
}

/** Names a stack in this process and in the log. */
export function stackPath({ account, region, stackName }: StackAddress): string {
  return `${account}/${region}/${stackName}`;
}

function stackKey(address: StackAddress): string {
  return `stack/${stackPath(address)}`;
}

function eventsKey(address: StackAddress): string {
  return `events/${stackPath(address)}`;
}

function templateKey(address: StackAddress, digest: string): string {
  return `template/${stackPath(address)}/${digest}`;
}
