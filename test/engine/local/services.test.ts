import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Buckets } from '../../../lib/engine/local/services/buckets';
import { isAllowed, isTrusted } from '../../../lib/engine/local/services/permissions';
import type { Deed } from '../../../lib/engine/local/services/permissions';
import { storedFile } from '../../../lib/engine/local/services/stored-archive';
import type { Json } from '../../../lib/plan/value-changes';
import { zipArchive } from '../../../lib/render/zip';

describe('permissions (20)', () => {
  const TENANT_ITEMS: Json = {
    Statement: {
      Effect: 'Allow',
      Action: ['dynamodb:GetItem', 'dynamodb:PutItem'],
      Resource: ['arn:aws:dynamodb:us-east-1:111122223333:table/items'],
      Condition: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['TENANT#acme', 'TENANT#acme#*'] },
        Null: { 'dynamodb:LeadingKeys': 'false' },
      },
    },
  };
  const put = (...keys: readonly string[]): Deed => ({
    action: 'dynamodb:PutItem',
    resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/items',
    context: keys.length === 0 ? {} : { 'dynamodb:LeadingKeys': keys },
  });

  test.each([
    ['its own partition', put('TENANT#acme'), true],
    ['a part of its own', put('TENANT#acme#x'), true],
    ['a neighbour whose id begins alike', put('TENANT#acme2'), false],
    ['both at once', put('TENANT#acme', 'TENANT#acme2'), false],
    ['no key at all', put(), false],
    ['another action', { ...put('TENANT#acme'), action: 'dynamodb:Scan' }, false],
    [
      'another table',
      { ...put('TENANT#acme'), resource: 'arn:aws:dynamodb:us-east-1:111122223333:table/other' },
      false,
    ],
  ])('leading keys: %s', (_, deed, expected) => {
    expect(isAllowed([TENANT_ITEMS], deed)).toBe(expected);
  });

  const read: Deed = {
    action: 's3:GetObject',
    resource: 'arn:aws:s3:::films/a.b',
    context: { 's3:prefix': ['a/'] },
  };
  const allow = (more: object): Json => ({
    Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::films/*', ...more }],
  });
  const deny = (more: object): Json => ({
    Statement: [{ Effect: 'Deny', Action: '*', Resource: '*', ...more }],
  });

  test.each<[string, readonly Json[], boolean]>([
    ['nothing says anything', [], false],
    ['wildcards', [allow({})], true],
    ['one character', [allow({ Resource: 'arn:aws:s3:::films/a?b' })], true],
    ['a dot is a dot', [allow({ Resource: 'arn:aws:s3:::films/a.c' })], false],
    ['a denial wins', [allow({}), deny({})], false],
    [
      'a denial whose condition is not met',
      [allow({}), deny({ Condition: { StringEquals: { 's3:prefix': 'b/' } } })],
      true,
    ],
    ['a condition that is met', [allow({ Condition: { StringLike: { 's3:prefix': 'a*' } } })], true],
    ['a condition on what is not there', [allow({ Condition: { StringLike: { 'aws:x': '*' } } })], false],
    [
      'a condition nobody knows allows nothing',
      [allow({ Condition: { DateLessThan: { 'aws:x': '1' } } })],
      false,
    ],
    [
      'a condition nobody knows denies',
      [allow({}), deny({ Condition: { DateLessThan: { 'aws:x': '1' } } })],
      false,
    ],
    ['no document', [null, 'text', {}], false],
  ])('%s', (_, documents, expected) => {
    expect(isAllowed(documents, read)).toBe(expected);
  });

  const trust = (principal: Json, condition?: Json): Json => ({
    Statement: [
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: principal,
        ...(condition === undefined ? {} : { Condition: condition }),
      },
    ],
  });
  const OURS = 'arn:aws:iam::111122223333:role/services/provisioner';

  test.each<[string, Json, boolean]>([
    ['the account', trust({ AWS: 'arn:aws:iam::111122223333:root' }), true],
    ['the role itself', trust({ AWS: [OURS] }), true],
    ['another account', trust({ AWS: 'arn:aws:iam::444455556666:root' }), false],
    ['a service', trust({ Service: 'lambda.amazonaws.com' }), false],
    [
      'roles of a path',
      trust(
        { AWS: 'arn:aws:iam::111122223333:root' },
        { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/services/*' } },
      ),
      true,
    ],
    [
      'roles of another path',
      trust(
        { AWS: 'arn:aws:iam::111122223333:root' },
        { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/others/*' } },
      ),
      false,
    ],
  ])('trust in %s', (_, document, expected) => {
    expect(isTrusted(document, OURS)).toBe(expected);
  });
});

describe('buckets (22)', () => {
  let folder: string;
  let buckets: Buckets;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'multiplex-buckets-'));
    buckets = new Buckets(folder);
    buckets.create('films');
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  test('an object is a plain file under its key', () => {
    buckets.put('films', 'brand/v1/logo.svg', Buffer.from('<svg/>'));
    expect(readFileSync(join(folder, 'buckets', 'films', 'brand', 'v1', 'logo.svg'), 'utf8')).toBe('<svg/>');
    expect(buckets.list('films', 'brand/v')).toEqual([{ key: 'brand/v1/logo.svg', size: 6 }]);
    expect(buckets.list('films', 'brand/v2')).toEqual([]);
    expect(buckets.get('films', 'brand/v1/other')).toBeUndefined();
  });

  test('a write happens only where its condition holds', () => {
    buckets.put('films', 'a', Buffer.from('1'), { ifNoneMatch: '*' });
    const etag = buckets.get('films', 'a')?.etag;
    const write = (text: string, condition: object): void =>
      buckets.put('films', 'a', Buffer.from(text), condition);
    expect(() => write('2', { ifNoneMatch: '*' })).toThrow('preconditions');
    expect(() => write('2', { ifMatch: '"other"' })).toThrow('preconditions');
    write('2', { ifMatch: etag });
    expect(buckets.get('films', 'a')?.bytes.toString()).toBe('2');
    expect(() => write('3', { ifMatch: etag })).toThrow('preconditions');
  });

  test.each(['../../escaped', 'a/../../b', '/a', 'a//b', ''])('no file can have the key %p', (key) => {
    expect(() => buckets.put('films', key, Buffer.from('x'))).toThrow('No file can have the key');
    expect(existsSync(join(folder, 'escaped'))).toBe(false);
  });

  test('a bucket that is not there is not written to, and one with objects is not deleted', () => {
    expect(() => buckets.put('other', 'a', Buffer.from('x'))).toThrow('does not exist');
    expect(() => buckets.get('other', 'a')).toThrow('does not exist');
    buckets.put('films', 'a', Buffer.from('x'));
    expect(() => buckets.remove('films')).toThrow('not empty');
  });
});

test('a file is taken out of an archive as rendering writes it (19)', () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text);
  const archive = Buffer.from(
    zipArchive([
      { path: 'b.js', bytes: bytes('second') },
      { path: 'a.js', bytes: bytes('first') },
    ]),
  );
  expect(storedFile(archive, 'b.js').toString()).toBe('second');
  expect(() => storedFile(archive, 'c.js')).toThrow('has no c.js');
});
