import type { EdgeAnswer } from './edge/edge-data-plane';
import type { Origin, OriginRequest } from './edge/origin';

export interface StoredObject {
  readonly body: Uint8Array;
  readonly contentType: string;
}

/** What S3 says of a key that is not there to someone who may read objects and not list them, as a distribution may. */
const ACCESS_DENIED =
  '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>';

/** A bucket behind a distribution: objects in memory, found by their whole key and in no other way. */
export class Bucket implements Origin {
  readonly #objects: ReadonlyMap<string, StoredObject>;

  /** @param objects By key, without a slash in front. */
  constructor(objects: ReadonlyMap<string, StoredObject>) {
    this.#objects = objects;
  }

  fetch({ path }: OriginRequest): EdgeAnswer {
    const key = decoded(path.slice(1));
    const found = key === undefined ? undefined : this.#objects.get(key);
    return found === undefined
      ? { status: 403, headers: { 'content-type': 'application/xml' }, body: Buffer.from(ACCESS_DENIED) }
      : { status: 200, headers: { 'content-type': found.contentType }, body: found.body };
  }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
