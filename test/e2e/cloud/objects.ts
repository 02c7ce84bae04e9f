import { createHash } from 'node:crypto';

import { GetObjectCommand, ListBucketsCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';

export interface StoredObject {
  readonly text: string;
  readonly digest: string;
  readonly contentType: string;
  readonly cacheControl: string;
}

export interface ObjectVersion {
  readonly key: string;
  readonly version: string;
  readonly isMarker: boolean;
}

export async function bucketNames(client: S3Client): Promise<readonly string[]> {
  const { Buckets: buckets } = await client.send(new ListBucketsCommand({}));
  return (buckets ?? []).map(({ Name: name = '' }) => name);
}

/** Every version of every object, and every deletion. */
export async function objectVersions(client: S3Client, bucket: string): Promise<readonly ObjectVersion[]> {
  const found: ObjectVersion[] = [];
  let page: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
  while (page !== undefined) {
    const listed: Awaited<ReturnType<typeof listVersions>> = await listVersions(client, bucket, page);
    for (const { Key: key = '', VersionId: version = '' } of listed.Versions ?? []) {
      found.push({ key, version, isMarker: false });
    }
    for (const { Key: key = '', VersionId: version = '' } of listed.DeleteMarkers ?? []) {
      found.push({ key, version, isMarker: true });
    }
    page =
      listed.IsTruncated === true
        ? { KeyMarker: listed.NextKeyMarker ?? '', VersionIdMarker: listed.NextVersionIdMarker ?? '' }
        : undefined;
  }
  return found;
}

function listVersions(
  client: S3Client,
  bucket: string,
  from: { KeyMarker?: string; VersionIdMarker?: string },
) {
  return client.send(new ListObjectVersionsCommand({ Bucket: bucket, ...from }));
}

/** An object with its bytes, as text and as a digest of them. */
export async function readObject(
  client: S3Client,
  bucket: string,
  key: string,
  version?: string,
): Promise<StoredObject> {
  const response = await client.send(
    new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      ...(version === undefined || version === 'null' ? {} : { VersionId: version }),
    }),
  );
  const bytes = (await response.Body?.transformToByteArray()) ?? new Uint8Array();
  return {
    text: Buffer.from(bytes).toString('utf8'),
    digest: createHash('sha256').update(bytes).digest('hex'),
    contentType: response.ContentType ?? '',
    cacheControl: response.CacheControl ?? '',
  };
}
