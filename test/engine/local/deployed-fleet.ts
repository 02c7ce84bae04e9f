import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';

import { invariant } from '../../../lib/diagnostics/invariant';
import { memoryDynamoDb } from '../../../lib/engine/local/embedded-dynamodb';
import type { EmbeddedDynamoDb } from '../../../lib/engine/local/embedded-dynamodb';
import type { LocalEngine } from '../../../lib/engine/local/local-engine';
import type { StackRecord } from '../../../lib/engine/local/state/stack-record';
import type { RenderedStack } from '../../../lib/render/rendered-stack';
import { ExampleStacks } from './example-stacks';
import { reasonOf, Workbench } from './workbench';

export type Items = Readonly<Record<string, Readonly<Record<string, AttributeValue>>>>;
export type Objects = Readonly<Record<string, string>>;

/** The example fleet as the local engine deploys it, and what can be seen of it. */
export class DeployedFleet {
  readonly engine: LocalEngine;
  readonly stacks: ExampleStacks;
  /** What was deployed, by display name. */
  readonly deployed = new Map<string, RenderedStack>();
  /** Stacks that could not be deployed, with the reason. */
  readonly failures: string[] = [];
  private readonly bench: Workbench;
  private readonly database: EmbeddedDynamoDb;
  private readonly client: DynamoDBClient;

  private constructor(
    bench: Workbench,
    database: EmbeddedDynamoDb,
    engine: LocalEngine,
    stacks: ExampleStacks,
  ) {
    this.bench = bench;
    this.database = database;
    this.engine = engine;
    this.stacks = stacks;
    this.client = new DynamoDBClient(database.config);
  }

  static async open(): Promise<DeployedFleet> {
    const bench = new Workbench();
    const database = await memoryDynamoDb();
    const engine = await bench.open({ dynamoDb: database });
    const fleet = new DeployedFleet(
      bench,
      database,
      engine,
      await ExampleStacks.open(join(bench.folder, 'scratch')),
    );
    for (const rendered of await fleet.stacks.all()) {
      const outcome = await engine.apply(fleet.stacks.put(rendered, undefined));
      fleet.deployed.set(rendered.displayName, rendered);
      if (outcome.kind !== 'succeeded') {
        fleet.failures.push(`${rendered.displayName}: ${reasonOf(outcome)}`);
      }
    }
    return fleet;
  }

  get folder(): string {
    return this.bench.folder;
  }

  async close(): Promise<void> {
    await this.bench.clear();
    this.client.destroy();
    await this.database.close();
  }

  rendered(name: string): RenderedStack {
    const stack = this.deployed.get(name);
    invariant(stack !== undefined, `${name} was deployed`);
    return stack;
  }

  /** Every item of the cells' tables, by its key. */
  async items(): Promise<Items> {
    const found: Record<string, Record<string, AttributeValue>> = {};
    for (const { id } of this.stacks.fleet.cells) {
      const command = new ScanCommand({ TableName: this.physicalId(`cells/${id}`, 'Table') });
      const { Items: page = [] } = await this.client.send(command);
      page.forEach((item) => (found[`${item['pk']?.S} ${item['sk']?.S}`] = item));
    }
    return found;
  }

  /** Content of every object outside the published archives, by bucket and key. */
  objects(): Objects {
    const root = join(this.folder, 'buckets');
    return Object.fromEntries(
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.parentPath.includes('cdk-'))
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [path.slice(root.length + 1), readFileSync(path, 'utf8')]),
    );
  }

  record(name: string): StackRecord {
    const found = this.engine.read(this.stacks.put(this.rendered(name), undefined));
    invariant(found !== undefined, `${name} is there`);
    return found;
  }

  /** Of the resource whose logical id begins so. */
  physicalId(name: string, logicalId: string): string {
    const resources = Object.entries(this.record(name).resources);
    return resources.find(([id]) => id.startsWith(logicalId))?.[1].physicalId ?? '';
  }
}

export function contentOf(items: Items, key: string): string {
  return JSON.stringify(items[key]?.['content']);
}

/** Keys whose values differ, sorted. */
export function changedKeys(before: object, after: object): readonly string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((key) => JSON.stringify(old.get(key)) !== JSON.stringify(now.get(key)))
    .sort();
}
