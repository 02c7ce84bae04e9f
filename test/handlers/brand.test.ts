import { provision } from '../../lib/handlers/provision';
import { brandEvent, type EventChoice } from './fakes/events';
import { fakeBucket } from './fakes/fake-bucket';
import { serviceError } from './fakes/faults';
import { world, type World } from './fakes/world';
import { zip } from './fakes/zip-writer';

const BLUE = zip([
  { name: 'logo.svg', content: '<svg/>' },
  { name: 'theme.css', content: 'body{color:blue}' },
  { name: 'fonts/body.woff2', content: 'font' },
]);
const RED = zip([
  { name: 'logo.svg', content: '<svg/>' },
  { name: 'theme.css', content: 'body{color:red}' },
]);

let here: World;

beforeEach(() => {
  here = world();
});

async function publish(
  archive: Buffer,
  choice: EventChoice = {},
): Promise<Readonly<Record<string, unknown>>> {
  return here.send(brandEvent(here.upload(archive), choice));
}

function bucketOf(tenant = 'acme'): ReturnType<typeof fakeBucket> {
  const bucket = here.buckets.get(`brand-${tenant}`) ?? fakeBucket();
  here.buckets.set(`brand-${tenant}`, bucket);
  return bucket;
}

function pointer(): Readonly<Record<string, unknown>> {
  return JSON.parse(bucketOf().objects.get('brand/current.json')?.body.toString() ?? '{}');
}

describe('publishing a brand', () => {
  it('puts the files under a name made of their content, and then switches the pointer', async () => {
    const answer = await publish(BLUE);
    const { version, files } = pointer();
    expect(answer).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: 'brand--acme',
      Data: { Version: version },
    });
    expect(version).toMatch(/^[0-9a-f]{32}$/);
    expect(files).toEqual(['fonts/body.woff2', 'logo.svg', 'theme.css']);
    expect(bucketOf().writes.at(-1)).toBe('brand/current.json');
    expect([...bucketOf().objects.keys()]).toEqual([
      `brand/${String(version)}/fonts/body.woff2`,
      `brand/${String(version)}/logo.svg`,
      `brand/${String(version)}/theme.css`,
      'brand/current.json',
    ]);
  });

  it('says what each object is and how long it may be kept', async () => {
    await publish(BLUE);
    const heads = [...bucketOf().objects.values()].map(({ key, contentType, cacheControl }) => [
      key.split('/').at(-1),
      contentType,
      cacheControl,
    ]);
    const forever = 'public, max-age=31536000, immutable';
    expect(heads).toEqual([
      ['body.woff2', 'font/woff2', forever],
      ['logo.svg', 'image/svg+xml', forever],
      ['theme.css', 'text/css; charset=utf-8', forever],
      ['current.json', 'application/json; charset=utf-8', 'public, max-age=60, must-revalidate'],
    ]);
  });

  it('invalidates the pointer and nothing else', async () => {
    await publish(BLUE, { requestId: 'request-1' });
    expect(here.invalidations).toEqual([
      { distributionId: 'EACME00000000', paths: ['/brand/current.json'], reference: 'multiplex-request-1-1' },
    ]);
  });

  it('gives the same version whatever archive the same files come in', async () => {
    const one = await publish(BLUE);
    const stored = zip([
      { name: 'theme.css', content: 'body{color:blue}', method: 0 },
      { name: 'fonts/body.woff2', content: 'font', streamed: true },
      { name: 'logo.svg', content: '<svg/>' },
    ]);
    expect(await publish(stored, { type: 'Update', issuedAfter: 10 })).toMatchObject({ Data: one['Data'] });
  });

  it('writes and invalidates nothing when nothing changed', async () => {
    await publish(BLUE);
    const writes = [...bucketOf().writes];
    await publish(BLUE, { type: 'Update', issuedAfter: 10, release: '2026.12.0' });
    expect(bucketOf().writes).toEqual(writes);
    expect(here.invalidations).toHaveLength(1);
  });

  it('puts the previous brand back on a rollback without writing its files again', async () => {
    await publish(BLUE);
    const before = pointer();
    await publish(RED, { type: 'Update', issuedAfter: 10 });
    const writes = bucketOf().writes.length;
    await publish(BLUE, { type: 'Update', issuedAfter: 20 });
    expect(pointer()['version']).toBe(before['version']);
    expect(bucketOf().writes.slice(writes)).toEqual(['brand/current.json']);
    expect(here.invalidations).toHaveLength(3);
  });

  it('keeps the files of earlier versions for pages that are still open', async () => {
    await publish(BLUE);
    const before = [...bucketOf().objects.keys()].filter((key) => key !== 'brand/current.json');
    await publish(RED, { type: 'Update', issuedAfter: 10 });
    expect([...bucketOf().objects.keys()]).toEqual(expect.arrayContaining(before));
  });

  it('replaces a pointer that is damaged', async () => {
    await publish(BLUE);
    const damaged = bucketOf().objects.get('brand/current.json');
    if (damaged) {
      bucketOf().objects.set(damaged.key, { ...damaged, body: Buffer.from('{"version":') });
    }
    await publish(BLUE, { type: 'Update', issuedAfter: 10 });
    expect(pointer()).toHaveProperty('files');
  });

  it('leaves everything where it is on a Delete, also of a brand that never was', async () => {
    expect(await publish(BLUE, { type: 'Delete' })).toMatchObject({ Status: 'SUCCESS' });
    await publish(BLUE, { issuedAfter: 10 });
    const objects = new Map(bucketOf().objects);
    const steps = here.faults.steps.length;
    expect(await publish(BLUE, { type: 'Delete', issuedAfter: 20 })).toMatchObject({ Status: 'SUCCESS' });
    expect(bucketOf().objects).toEqual(objects);
    expect(here.faults.steps.slice(steps)).toEqual(['answer.put']);
  });
});

describe('a brand that cannot be published', () => {
  it.each([
    ['an archive that is none', Buffer.from('not a zip'), 'does not end as'],
    ['no file', zip([]), 'holds no file'],
    ['a page', zip([{ name: 'index.html', content: '<p>' }]), 'of a kind that brands do not have'],
    ['a script', zip([{ name: 'app.js', content: '1' }]), 'of a kind that brands do not have'],
    ['a path outside', zip([{ name: '../theme.css', content: '' }]), 'not a plain relative path'],
  ])('because of %s is refused before anything is touched', async (_, archive, reason) => {
    await publish(BLUE);
    const objects = new Map(bucketOf().objects);
    const answer = await publish(archive, { type: 'Update', issuedAfter: 10 });
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(reason) });
    expect(bucketOf().objects).toEqual(objects);
    expect(here.sessions).toHaveLength(1);
  });

  it('because its archive is missing says which one', async () => {
    const answer = await here.send(brandEvent(`${'a'.repeat(64)}.zip`));
    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: `No archive is stored under ${'a'.repeat(64)}.zip.`,
    });
  });

  it('is looked for below the tenant’s own prefix, where only its own deployer publishes', async () => {
    const key = `tenants/acme/${'a'.repeat(64)}.zip`;
    const answer = await here.send(brandEvent(key));
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: `No archive is stored under ${key}.` });
  });

  it.each([
    ['Bucket', 'Acme_Bucket', 'Bucket'],
    ['Bucket', '../other', 'Bucket'],
    ['SourceKey', 'other/../../x.zip', 'SourceKey'],
    ['SourceKey', `${'A'.repeat(64)}.zip`, 'SourceKey'],
    ['SourceKey', `tenants/acme-2/${'a'.repeat(64)}.zip`, 'SourceKey'],
    ['SourceKey', `tenants/acme/tenants/acme/${'a'.repeat(64)}.zip`, 'SourceKey'],
    ['DistributionId', 'E1/../E2', 'DistributionId'],
    ['DistributionId', 7, 'DistributionId'],
  ])('because %s is %j is refused', async (name, value, reason) => {
    const answer = await publish(BLUE, { properties: { [name]: value } });
    expect(answer).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining(reason) });
    expect(here.buckets.size).toBe(0);
  });
});

describe('a brand under fault', () => {
  it('shows the old brand until every file of the new one is there', async () => {
    await publish(BLUE);
    const before = pointer();
    here.faults.failNext('bucket.put', 50, serviceError('AccessDenied'));
    expect(await publish(RED, { type: 'Update', issuedAfter: 10 })).toMatchObject({ Status: 'FAILED' });
    expect(pointer()).toEqual(before);
  });

  it('is tried again while S3 and CloudFront throttle', async () => {
    here.faults.failNext('bucket.put', 2, serviceError('SlowDown'));
    here.faults.failNext('bucket.list', 2, serviceError('ServiceUnavailable'));
    here.faults.failNext('edge.invalidate', 4, serviceError('TooManyInvalidationsInProgress'));
    expect(await publish(BLUE)).toMatchObject({ Status: 'SUCCESS' });
    expect(here.invalidations).toHaveLength(1);
  });

  it('invalidates after all when only the invalidation had failed', async () => {
    const event = brandEvent(here.upload(BLUE));
    here.faults.failNext('edge.invalidate', 6, serviceError('Throttling'));
    expect(await here.send(event)).toMatchObject({ Status: 'FAILED' });
    expect(here.invalidations).toEqual([]);
    expect(await here.send(event)).toMatchObject({ Status: 'SUCCESS' });
    expect(here.invalidations).toHaveLength(1);
  });

  it('ends the same when the response to switching the pointer is lost', async () => {
    here.faults.failNext('bucket.writePointer', 1, serviceError('ECONNRESET'), 'after');
    expect(await publish(BLUE)).toMatchObject({ Status: 'SUCCESS' });
    expect(pointer()['files']).toHaveLength(3);
    expect(here.invalidations).toHaveLength(1);
  });

  it('an earlier publication that was held up cannot switch the pointer of a later one', async () => {
    await publish(BLUE);
    const before = pointer();
    here.faults.interrupt('bucket.writePointer', async () => {
      expect(await publish(BLUE, { type: 'Update', issuedAfter: 20 })).toMatchObject({ Status: 'SUCCESS' });
    });
    await provision(brandEvent(here.upload(RED), { type: 'Update', issuedAfter: 10 }), 120_000, here.ports);
    expect(here.answers.map(({ body }) => body['Status'])).toEqual(['SUCCESS', 'SUCCESS', 'FAILED']);
    expect(pointer()['version']).toBe(before['version']);
  });

  it('a duplicate of a finished publication writes nothing and answers the same', async () => {
    const event = brandEvent(here.upload(BLUE));
    const first = await here.send(event);
    const writes = [...bucketOf().writes];
    expect(await here.send(event)).toEqual(first);
    expect(bucketOf().writes).toEqual(writes);
    expect(here.invalidations).toHaveLength(1);
  });
});
