import { GetObjectCommand, S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';

import { accepted, refused, type Outcome } from '../outcome';
import { errorName, isDenied } from '../service-error';
import { ARCHIVE_BYTES_MAX } from '../zip/zip-limits';

/** The bucket that deployments put brand archives in. The only thing read with the function's own role. */
export interface AssetStore {
  /** The archive under `key`; refused when there is none, or one too large to be a brand's. */
  read(key: string, signal: AbortSignal): Promise<Outcome<Buffer>>;
}

export function s3AssetStore(config: S3ClientConfig, bucket: string): AssetStore {
  const client = new S3Client(config);
  return {
    read: async (key, signal) => {
      try {
        const command = new GetObjectCommand({ Bucket: bucket, Key: key });
        const { Body: body, ContentLength: length } = await client.send(command, { abortSignal: signal });
        if (body === undefined || length === undefined || length > ARCHIVE_BYTES_MAX) {
          return refused(`The archive is larger than ${ARCHIVE_BYTES_MAX} bytes.`);
        }
        return accepted(Buffer.from(await body.transformToByteArray()));
      } catch (error) {
        if (errorName(error) === 'NoSuchKey') {
          return refused(`No archive is stored under ${key}.`);
        }
        // Without leave to list the bucket, S3 says the same of an object that is not there.
        if (isDenied(error)) {
          return refused(`No archive under ${key} can be read.`);
        }
        throw error;
      }
    },
  };
}
