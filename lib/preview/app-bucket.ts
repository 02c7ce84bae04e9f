import { join } from 'node:path';

import { readFolderFiles } from '../fleet/read-folder';
import { PROJECT_FOLDER } from '../release/project-folder';
import { Bucket } from './bucket';
import { contentTypeOf } from './content-type';

/** The player shell, as a deployment of the player would put it into a cell's app bucket. */
const PLAYER_FOLDER = join(PROJECT_FOLDER, 'player');

/** A cell's app bucket, with the player that comes with this project. */
export function readAppBucket(folder: string = PLAYER_FOLDER): Bucket {
  return new Bucket(
    new Map(
      readFolderFiles(folder).map(({ path, bytes }) => [
        path,
        { body: bytes, contentType: contentTypeOf(path) },
      ]),
    ),
  );
}
