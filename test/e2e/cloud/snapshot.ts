import { GetDistributionConfigCommand, paginateListDistributions } from '@aws-sdk/client-cloudfront';

import type { Cloud } from './cloud';
import { canonicalJson } from './content';
import { allItems, tableNames } from './items';
import { bucketNames, objectVersions, readObject } from './objects';
import { allStacks, stackEvents } from './stacks';

/** One thing that can change, and whose it is by its own name. */
export interface Fact {
  readonly kind: 'event' | 'item' | 'object' | 'distribution';
  /** Name of the stack or bucket, partition key of the item, or comment of the distribution. */
  readonly place: string;
  /** Everything about it, to the byte. */
  readonly value: string;
}

/** All there is at one moment, by a name for each thing. */
export type Snapshot = ReadonlyMap<string, Fact>;

/** Which names are looked at: all of them, where nothing but this run is there, or only those of this run. */
export type Scope = (name: string) => boolean;

/** Access logs arrive whenever AWS delivers them, so they are no change that anybody made. */
const LOG_BUCKET = /bucketslogs/i;

/**
 * Every event of every stack, every item of every table, every version of every object and every distribution's
 * configuration, so that what changed between two moments can be told and not only looked for.
 */
export async function takeSnapshot(cloud: Cloud, inScope: Scope): Promise<Snapshot> {
  const [events, items, objects, distributions] = await Promise.all([
    eventFacts(cloud, inScope),
    itemFacts(cloud, inScope),
    objectFacts(cloud, inScope),
    distributionFacts(cloud, inScope),
  ]);
  return new Map([...events, ...items, ...objects, ...distributions]);
}

type NamedFact = readonly [string, Fact];

async function eventFacts({ cloudFormation }: Cloud, inScope: Scope): Promise<NamedFact[]> {
  const stacks = (await allStacks(cloudFormation)).filter(({ StackName: name = '' }) => inScope(name));
  const facts = stacks.map(async ({ StackName: place = '', StackId: id = '' }) =>
    (await stackEvents(cloudFormation, id)).map((event): NamedFact => [
      `event ${event.EventId}`,
      { kind: 'event', place, value: `${event.LogicalResourceId} ${event.ResourceStatus}` },
    ]),
  );
  return (await Promise.all(facts)).flat();
}

async function itemFacts({ dynamoDb }: Cloud, inScope: Scope): Promise<NamedFact[]> {
  const tables = (await tableNames(dynamoDb)).filter(inScope);
  const facts = tables.map(async (table) =>
    (await allItems(dynamoDb, table)).map((item): NamedFact => {
      const place = item['pk']?.S ?? '';
      const name = `item ${table} ${place} ${item['sk']?.S ?? ''}`;
      return [name, { kind: 'item', place, value: canonicalJson(item) }];
    }),
  );
  return (await Promise.all(facts)).flat();
}

async function objectFacts({ s3 }: Cloud, inScope: Scope): Promise<NamedFact[]> {
  const buckets = (await bucketNames(s3)).filter((name) => inScope(name) && !LOG_BUCKET.test(name));
  const facts = buckets.map(async (place) => {
    const versions = await objectVersions(s3, place);
    return Promise.all(
      versions.map(async ({ key, version, isMarker }): Promise<NamedFact> => {
        const value = isMarker ? 'deleted' : canonicalJson(await readObject(s3, place, key, version));
        return [`object ${place}/${key} ${version}`, { kind: 'object', place, value }];
      }),
    );
  });
  return (await Promise.all(facts)).flat();
}

async function distributionFacts({ cloudFront }: Cloud, inScope: Scope): Promise<NamedFact[]> {
  const facts: NamedFact[] = [];
  for await (const page of paginateListDistributions({ client: cloudFront }, {})) {
    for (const { Id: id = '', Comment: place = '' } of page.DistributionList?.Items ?? []) {
      if (inScope(place)) {
        const config = await cloudFront.send(new GetDistributionConfigCommand({ Id: id }));
        const value = canonicalJson(config.DistributionConfig);
        facts.push([`distribution ${id}`, { kind: 'distribution', place, value }]);
      }
    }
  }
  return facts;
}
