import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { build } from 'esbuild';

import type * as Provisioner from '../../lib/handlers/provisioner';
import { awsServer, type AwsServer } from './fakes/aws-server';
import { brandEvent, partitionEvent, type CustomResourceEvent } from './fakes/events';
import { realTable, type FreshTable, type RealTable } from './fakes/real-table';
import { ROLE_PATH_ARN } from './fakes/world';
import { zip } from './fakes/zip-writer';

const ENTRY = join(__dirname, '../../lib/handlers/provisioner.ts');
const CONTEXT = { getRemainingTimeInMillis: () => 60_000 };

describe('the bundle', () => {
  it('is one small file that needs nothing but Node and the SDK of the runtime', async () => {
    const { metafile, outputFiles } = await build({
      entryPoints: [ENTRY],
      bundle: true,
      platform: 'node',
      target: 'node22',
      format: 'cjs',
      external: ['@aws-sdk/*'],
      write: false,
      metafile: true,
      outfile: 'provisioner.js',
    });
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
    const foreign = imports.map(({ path }) => path).filter((path) => !/^(@aws-sdk\/|node:)/.test(path));
    expect(foreign).toEqual([]);
    expect(Object.keys(metafile.inputs).every((path) => path.startsWith('lib/handlers/'))).toBe(true);
    expect(outputFiles[0]?.contents.length).toBeLessThan(80_000);
  });
});

describe('the function, speaking to AWS through the real SDK', () => {
  let table: RealTable;
  let rows: FreshTable;
  let aws: AwsServer;
  let handler: typeof Provisioner.handler;
  const environment = { ...process.env };
  const written: string[] = [];

  beforeAll(async () => {
    process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
    table = await realTable();
    rows = await table.fresh();
    aws = await awsServer(table.endpoint);
    Object.assign(process.env, {
      AWS_ENDPOINT_URL: aws.endpoint,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'OWN',
      AWS_SECRET_ACCESS_KEY: 'own',
      AWS_CONFIG_FILE: '/dev/null',
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      FLEET: 'fleet',
      CELL: 'cell',
      TABLE_NAME: rows.name,
      ROLE_PATH_ARN,
      ASSETS_BUCKET: 'assets',
    });
    jest.spyOn(process.stdout, 'write').mockImplementation((line) => written.push(String(line)) > 0);
    ({ handler } = await import('../../lib/handlers/provisioner'));
  });

  afterAll(async () => {
    jest.restoreAllMocks();
    process.env = environment;
    await aws.close();
    await table.close();
  });

  beforeEach(() => {
    aws.calls.splice(0);
    written.splice(0);
  });

  async function serve(event: CustomResourceEvent, context: unknown = CONTEXT): Promise<unknown> {
    const query = new URL(String(event['ResponseURL'])).search;
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const address = `${aws.endpoint}/answer${query.replace(/X-Amz-Date=\w+/, `X-Amz-Date=${date}`)}`;
    await handler({ ...event, ResponseURL: address }, context);
    const answers = aws.calls.filter(({ what }) => what.startsWith('PUT /answer'));
    expect(answers).toHaveLength(1);
    expect(answers[0]?.headers['content-type'] ?? '').toBe('');
    return JSON.parse(answers[0]?.body ?? '');
  }

  function upload(archive: Buffer): string {
    const key = `${createHash('sha256').update(archive).digest('hex')}.zip`;
    aws.objects.set(`/assets/${key}`, archive);
    return key;
  }

  it("writes the partition with the credentials of the tenant's role", async () => {
    expect(await serve(partitionEvent())).toMatchObject({ Status: 'SUCCESS', Data: { Version: '1' } });
    const signers = aws.calls.map(({ what, accessKeyId }) => [
      what.replace(/^DynamoDB_\d+\./, ''),
      accessKeyId,
    ]);
    expect(signers[0]).toEqual(['AssumeRole', 'OWN']);
    expect(new Set(signers.slice(1, -1).map(([what]) => what))).toEqual(new Set(['GetItem', 'PutItem']));
    expect(new Set(signers.slice(1, -1).map(([, signer]) => signer))).toEqual(new Set(['ASIA-acme']));
    expect(await rows.scan()).toHaveLength(5);
  });

  it('waits while the role is denied, and while the table throttles', async () => {
    aws.failOnce('AssumeRole', 403, 'AccessDenied');
    aws.failOnce('DynamoDB_20120810.PutItem', 500, 'InternalServerError');
    expect(await serve(partitionEvent({ type: 'Update' }))).toMatchObject({ Status: 'SUCCESS' });
  });

  it('publishes a brand: the archive read as the function, all else done as the tenant', async () => {
    const key = upload(
      zip([
        { name: 'logo.svg', content: '<svg/>' },
        { name: 'theme.css', content: 'a{}' },
      ]),
    );
    expect(await serve(brandEvent(key))).toMatchObject({ Status: 'SUCCESS' });
    const own = aws.calls.filter(({ accessKeyId }) => accessKeyId === 'OWN').map(({ what }) => what);
    expect(own).toEqual([expect.stringContaining(`GET /assets/${key}`), 'AssumeRole']);
    const puts = aws.calls.filter(({ what }) => what.startsWith('PUT /brand-acme/'));
    expect(puts.map(({ headers }) => [headers['content-type'], headers['cache-control']])).toEqual([
      ['image/svg+xml', 'public, max-age=31536000, immutable'],
      ['text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
      ['application/json; charset=utf-8', 'public, max-age=60, must-revalidate'],
    ]);
    expect(puts.at(-1)?.headers['if-none-match']).toBe('*');
    const invalidation = aws.calls.find(({ what }) => what.includes('/invalidation'));
    expect(invalidation?.body).toContain('<Path>/brand/current.json</Path>');
  });

  it('finds the files of a version that is there already, over several pages, and switches by ETag', async () => {
    const red = upload(
      zip([
        { name: 'logo.svg', content: '<svg/>' },
        { name: 'theme.css', content: 'b{}' },
      ]),
    );
    const pointer = '/brand-acme/brand/current.json';
    const etag = createHash('md5')
      .update(aws.objects.get(pointer) ?? '')
      .digest('hex');
    await serve(brandEvent(red, { type: 'Update' }));
    expect(aws.calls.filter(({ what }) => what.startsWith(`PUT ${pointer}`)).at(0)?.headers['if-match']).toBe(
      `"${etag}"`,
    );
    const blue = [...aws.objects.keys()].find((path) => path.startsWith('/assets/') && !path.includes(red));
    aws.calls.splice(0);
    await serve(brandEvent(blue?.replace('/assets/', '') ?? '', { type: 'Update' }));
    const puts = aws.calls.filter(({ what }) => what.startsWith('PUT /brand-acme/'));
    expect(puts.map(({ what }) => what.split('?')[0])).toEqual([`PUT ${pointer}`]);
  });

  it('starts again when another switched the pointer in between', async () => {
    const green = upload(zip([{ name: 'theme.css', content: 'c{}' }]));
    aws.failOnce('PUT /brand-acme/brand/current.json', 412, 'PreconditionFailed');
    expect(await serve(brandEvent(green, { type: 'Update' }))).toMatchObject({ Status: 'SUCCESS' });
  });

  it('says which archive is missing', async () => {
    const answer = await serve(brandEvent(`${'0'.repeat(64)}.zip`, { type: 'Update' }));
    expect(answer).toMatchObject({
      Status: 'FAILED',
      Reason: `No archive is stored under ${'0'.repeat(64)}.zip.`,
    });
  });

  it('says so when the archive cannot be read, as S3 puts it where we may not list', async () => {
    aws.failOnce('GET /assets/', 403, 'AccessDenied');
    const answer = await serve(brandEvent(`${'0'.repeat(64)}.zip`, { type: 'Update' }));
    expect(answer).toMatchObject({ Reason: `No archive under ${'0'.repeat(64)}.zip can be read.` });
  });

  it('retires a tenant, also when it is not told how much time there is', async () => {
    expect(await serve(partitionEvent({ type: 'Delete' }), {})).toMatchObject({ Status: 'SUCCESS' });
    const configuration = (await rows.scan()).find((item) => item['sk']?.S === 'CONFIGURATION');
    expect(configuration?.['retired']).toEqual({ BOOL: true });
  });

  it('logs one line of JSON for each thing that happened, and no address', async () => {
    await serve(partitionEvent({ type: 'Update' }));
    expect(written.map((line) => JSON.parse(line).event)).toContain('request.succeeded');
    expect(written.join('')).not.toContain('X-Amz');
  });
});
