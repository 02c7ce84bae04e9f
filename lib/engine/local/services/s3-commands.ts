import { authorize } from './principal';
import type { Principal } from './principal';
import type { Buckets } from './buckets';
import { optionalText, textOf } from './sdk-module';
import type { CommandHandler, CommandInput } from './sdk-module';
import { ServiceFault } from './service-fault';

/** S3 as far as functions use it: an object is read and written as a whole, and keys are listed in one page. */
export function s3Commands(buckets: Buckets): Readonly<Record<string, CommandHandler>> {
  return {
    GetObjectCommand: (input, principal) => {
      const { bucket, key } = objectOf(input, principal, 's3:GetObject');
      const stored = buckets.get(bucket, key);
      if (stored === undefined) {
        throw new ServiceFault('NoSuchKey', 'The specified key does not exist.', 404);
      }
      const { bytes, etag } = stored;
      return { Body: bodyOf(bytes), ContentLength: bytes.length, ETag: etag };
    },
    PutObjectCommand: (input, principal) => {
      const { bucket, key } = objectOf(input, principal, 's3:PutObject');
      buckets.put(bucket, key, bytesOf(input['Body']), {
        ifMatch: optionalText(input, 'IfMatch'),
        ifNoneMatch: optionalText(input, 'IfNoneMatch'),
      });
      return { ETag: buckets.get(bucket, key)?.etag };
    },
    ListObjectsV2Command: (input, principal) => {
      const bucket = textOf(input, 'Bucket');
      const prefix = optionalText(input, 'Prefix') ?? '';
      authorize(principal, 's3:ListBucket', `arn:aws:s3:::${bucket}`, { 's3:prefix': [prefix] });
      buckets.check(bucket);
      return { Contents: buckets.list(bucket, prefix).map(({ key, size }) => ({ Key: key, Size: size })) };
    },
  };
}

function objectOf(
  input: CommandInput,
  principal: Principal,
  action: string,
): { readonly bucket: string; readonly key: string } {
  const [bucket, key] = [textOf(input, 'Bucket'), textOf(input, 'Key')];
  authorize(principal, action, `arn:aws:s3:::${bucket}/${key}`);
  return { bucket, key };
}

/** The body of an answer, with the readers that the SDK gives it. */
function bodyOf(bytes: Buffer): object {
  return {
    transformToByteArray: () => Promise.resolve(new Uint8Array(bytes)),
    transformToString: () => Promise.resolve(bytes.toString('utf8')),
  };
}

function bytesOf(body: unknown): Uint8Array {
  if (typeof body === 'string') {
    return Buffer.from(body);
  }
  // A function has classes of its own.
  if (ArrayBuffer.isView(body)) {
    return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  }
  throw new ServiceFault('NotImplemented', 'The local engine writes texts and bytes, no streams', 400);
}
