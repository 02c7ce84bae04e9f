import { brandEvent, partitionEvent, type CustomResourceEvent } from './events';
import { world, type World } from './world';
import { zip } from './zip-writer';

const BLUE = zip([{ name: 'theme.css', content: 'a{color:blue}' }]);
const RED = zip([{ name: 'theme.css', content: 'a{color:red}' }]);

/** An update of everything, with what came before and what puts it back. */
export interface Change {
  readonly before: CustomResourceEvent;
  readonly update: CustomResourceEvent;
  readonly rollback: CustomResourceEvent;
}

const CHANGES: Readonly<Record<string, (here: World) => Change>> = {
  partition: () => ({
    before: partitionEvent(),
    update: partitionEvent({
      type: 'Update',
      issuedAfter: 10,
      properties: {
        Configuration: { name: 'Other' },
        Entitlements: {},
        Catalogue: { categories: [{ id: 'sports', title: 'Sports' }] },
        Homepage: [{ title: 'Live', category: 'sports' }],
      },
    }),
    rollback: partitionEvent({ type: 'Update', issuedAfter: 20 }),
  }),
  brand: (here) => ({
    before: brandEvent(here.upload(BLUE)),
    update: brandEvent(here.upload(RED), { type: 'Update', issuedAfter: 10 }),
    rollback: brandEvent(here.upload(BLUE), { type: 'Update', issuedAfter: 20 }),
  }),
};

/** What readers and viewers see: contents without versions, and the brand that is shown. */
export function shown(here: World): unknown {
  const items = [...here.memory.owned.values()].filter(({ sk }) => !sk.startsWith('PROVISIONER#'));
  const pointer = here.buckets.get('brand-acme')?.objects.get('brand/current.json');
  const brand: unknown = pointer && JSON.parse(pointer.body.toString()).version;
  return structuredClone({ items: items.map(({ sk, content }) => [sk, content]), brand });
}

/** Every effect so far, to see that there is no further one. */
export function effects(here: World): unknown {
  const writes = [...here.buckets.values()].map((bucket) => bucket.writes.length);
  return structuredClone({ items: [...here.memory.owned], writes, invalidations: here.invalidations });
}

/** A world in which the tenant stands as before the change, and the number of steps that took. */
export interface Begun {
  readonly here: World;
  readonly change: Change;
  readonly steps: number;
}

export async function begin(kind: string): Promise<Begun> {
  const here = world();
  const make = CHANGES[kind];
  if (make === undefined) {
    throw new Error(`no change named ${kind}`);
  }
  const change = make(here);
  await here.send(change.before);
  return { here, change, steps: here.faults.steps.length };
}

/** How many steps the update takes, its answer aside. */
export async function stepsOf(kind: string): Promise<number> {
  const { here, change, steps } = await begin(kind);
  await here.send(change.update);
  return here.faults.steps.length - steps - 1;
}
