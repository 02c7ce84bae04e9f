import { filesDigest } from '../../../fleet/files-digest';
import { readFolderFiles } from '../../../fleet/read-folder';
import type { Json } from '../../../plan/value-changes';
import type { RenderedStack } from '../../../render/rendered-stack';
import { zipArchive } from '../../../render/zip';
import { textAt } from '../resources/resource-type';
import { Refused } from '../template/refused';
import { isObject } from '../template/template';
import type { Buckets } from './buckets';

/**
 * Puts the archives of a stack where its asset manifest says, but for those that are there already: the name of an
 * archive is the digest of its files.
 *
 * @throws Refused when a folder is not what it was when the stack was rendered.
 */
export function publishArchives({ archives, assets }: RenderedStack, buckets: Buckets): void {
  if (archives.length === 0) {
    return;
  }
  const manifest = JSON.parse(assets) as Json;
  const files = isObject(manifest) ? manifest['files'] : undefined;
  for (const { from, digest } of archives) {
    const file = isObject(files) ? files[digest] : undefined;
    for (const destination of destinationsOf(file)) {
      const [bucket, key] = [textAt(destination, 'bucketName') ?? '', textAt(destination, 'objectKey') ?? ''];
      if (!buckets.has(bucket, key)) {
        const content = readFolderFiles(from);
        if (filesDigest(content) !== digest) {
          throw new Refused(`${from} is not what it was when the stack was rendered: render it again`);
        }
        buckets.create(bucket);
        buckets.put(bucket, key, zipArchive(content));
      }
    }
  }
}

function destinationsOf(file: Json | undefined): readonly Readonly<Record<string, Json>>[] {
  const destinations: Json | undefined = isObject(file) ? file['destinations'] : undefined;
  return Object.values(isObject(destinations) ? destinations : {}).filter((destination) =>
    isObject(destination),
  );
}
