import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { LocalEngine } from '../../../lib/engine/local/local-engine';
import { filesDigest } from '../../../lib/fleet/files-digest';
import { readFolderFiles } from '../../../lib/fleet/read-folder';
import type { OperationOutcome } from '../../../lib/rollout/rollout-event';
import { NORTH, reasonOf, renderedOf, story, Workbench } from './workbench';

/** A function that keeps what it is asked in a file, and answers as the property `Answer` says. */
const CODE = `
const { appendFileSync } = require('node:fs');
const { request } = require('node:https');
exports.handler = async (event, context) => {
  appendFileSync(process.env.SEEN, JSON.stringify({ ...event, left: context.getRemainingTimeInMillis() }) + '\\n');
  process.stdout.write(event.RequestType + '\\n');
  const { Answer: answer, Id: id = 'thing' } = event.ResourceProperties;
  if (answer === 'throws') { throw new Error('on purpose'); }
  if (answer === 'nothing') { return; }
  if (answer === 'other-package') { require('left-pad'); }
  const Status = answer === 'no' && event.RequestType !== 'Delete' ? 'FAILED' : 'SUCCESS';
  const body = JSON.stringify({ Status, Reason: 'it said no', PhysicalResourceId: id, Data: { Colour: id + '-blue' } });
  const put = (address) => new Promise((resolve, reject) => {
    const sent = request(new URL(address), { method: 'PUT' }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    sent.on('error', reject);
    sent.end(body);
  });
  if (await put('https://elsewhere.invalid/') !== 404) { throw new Error('something answers elsewhere'); }
  await put(event.ResponseURL);
};
`;

let bench: Workbench;
let engine: LocalEngine;
/** Digest of what is deployed. */
let present: string | undefined;

beforeEach(async () => {
  bench = new Workbench();
  engine = await bench.open();
  present = undefined;
});

afterEach(() => bench.clear());

function template(thing: object | undefined): object {
  return {
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: {} } },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Code: { S3Bucket: 'published', S3Key: 'code.zip' },
        Handler: 'index.handler',
        Timeout: 60,
        Environment: { Variables: { SEEN: join(bench.folder, 'seen') } },
        Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
        LoggingConfig: { LogGroup: 'things' },
      },
    },
    ...(thing === undefined
      ? {}
      : {
          Thing: {
            Type: 'Custom::Thing',
            Properties: { ServiceToken: { 'Fn::GetAtt': ['Function', 'Arn'] }, ...thing },
          },
        }),
  };
}

/** Deploys a custom resource with these properties. */
async function put(thing: object | undefined, more: object = {}): Promise<OperationOutcome> {
  const code = join(bench.folder, 'code');
  mkdirSync(code, { recursive: true });
  writeFileSync(join(code, 'index.js'), CODE);
  const digest = filesDigest(readFolderFiles(code));
  const destinations = { here: { bucketName: 'published', objectKey: 'code.zip' } };
  const rendered = {
    ...renderedOf({ Resources: { ...template(thing), ...more } }),
    archives: [{ name: 'code.zip', from: code, digest }],
    assets: JSON.stringify({ files: { [digest]: { destinations } } }),
  };
  const change = { ...bench.change({}, present), rendered, to: { release: '1', digest: rendered.digest } };
  const outcome = await engine.apply(change);
  present = outcome.kind === 'succeeded' ? rendered.digest : present;
  return outcome;
}

/** What the function was asked, the latest last. */
function seen(): readonly Record<string, unknown>[] {
  const lines = readFileSync(join(bench.folder, 'seen'), 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('a custom resource (19)', () => {
  test('is asked as CloudFormation asks, with every scalar as a text', async () => {
    expect(await put({ Size: 1, On: true, List: [{ a: 2 }] })).toMatchObject({ kind: 'succeeded' });
    const [asked] = seen();
    expect(asked).toMatchObject({
      RequestType: 'Create',
      ResourceType: 'Custom::Thing',
      LogicalResourceId: 'Thing',
      StackId: engine.read(NORTH)?.stackId,
      ResourceProperties: { Size: '1', On: 'true', List: [{ a: '2' }] },
    });
    expect(asked).not.toHaveProperty('PhysicalResourceId');
    expect(String(asked?.['ResponseURL'])).toMatch(/\?X-Amz-Date=\d{8}T\d{6}Z$/);
    expect(Number(asked?.['left'])).toBeGreaterThan(50_000);
    expect(readFileSync(join(bench.folder, 'logs', 'things.log'), 'utf8')).toBe('Create\n');
  });

  test('is asked to update what it was, and to delete what goes', async () => {
    await put({ Size: 1 });
    await put({ Size: 2 });
    await put(undefined);
    const [, updated, deleted] = seen();
    expect(updated).toMatchObject({
      RequestType: 'Update',
      PhysicalResourceId: 'thing',
      ResourceProperties: { Size: '2' },
      OldResourceProperties: { Size: '1' },
    });
    expect(deleted).toMatchObject({
      RequestType: 'Delete',
      PhysicalResourceId: 'thing',
      ResourceProperties: { Size: '2' },
    });
    expect(new Set(seen().map(({ RequestId: id }) => id)).size).toBe(3);
  });

  test('that answers with another id is replaced: the old one is deleted last', async () => {
    await put({ Id: 'one' });
    await put({ Id: 'two' });
    expect(seen().map(({ RequestType: type, PhysicalResourceId: id }) => [type, id])).toEqual([
      ['Create', undefined],
      ['Update', 'one'],
      ['Delete', 'one'],
    ]);
    expect(engine.read(NORTH)?.resources['Thing']?.physicalId).toBe('two');
    expect(story(engine).slice(-4)).toEqual([
      'tenant--north UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
      'Thing DELETE_IN_PROGRESS',
      'Thing DELETE_COMPLETE',
      'tenant--north UPDATE_COMPLETE',
    ]);
  });

  test('gives attributes to others', async () => {
    const topic = (attribute: string): object => ({
      Topic: { Type: 'AWS::SNS::Topic', Properties: { TopicName: { 'Fn::GetAtt': ['Thing', attribute] } } },
    });
    await put({}, topic('Colour'));
    expect(engine.read(NORTH)?.resources['Topic']?.physicalId).toMatch(/:thing-blue$/);
    expect(reasonOf(await put({}, topic('Shape')))).toContain(
      "Vendor response doesn't contain Shape attribute",
    );
  });

  test('that says no fails with its reason, and what it left is deleted', async () => {
    expect(reasonOf(await put({ Answer: 'no' }))).toContain('Message returned: it said no');
    expect(seen().map(({ RequestType: type, PhysicalResourceId: id }) => [type, id])).toEqual([
      ['Create', undefined],
      ['Delete', 'thing'],
    ]);
  });

  test('whose update says no is asked to be what it was', async () => {
    await put({ Size: 1 });
    expect(await put({ Size: 2, Answer: 'no' })).toMatchObject({ kind: 'failed', digest: present });
    expect(seen().at(-1)).toMatchObject({ RequestType: 'Update', ResourceProperties: { Size: '1' } });
  });

  test.each([['throws'], ['nothing'], ['other-package']])(
    'whose function gives no answer (%s) fails',
    async (answer) => {
      await put({ Size: 1 });
      const outcome = await put({ Answer: answer });
      expect(outcome.kind).toBe('failed');
      expect(reasonOf(outcome)).toMatch(
        /did not receive a response from your Custom Resource|Cannot find module 'left-pad'/,
      );
    },
  );

  test('of a function that is not there fails, and cannot change to another', async () => {
    await put({ Size: 1 });
    const other = { ServiceToken: 'arn:aws:lambda:us-east-1:111122223333:function:nobody' };
    expect(reasonOf(await put(other))).toContain('Modifying service token is not allowed');
    await engine.apply(bench.removal(present ?? ''));
    present = undefined;
    expect(reasonOf(await put(other))).toContain(
      'Function not found: arn:aws:lambda:us-east-1:111122223333:function:nobody',
    );
  });
});
