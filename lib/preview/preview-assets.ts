import { join } from 'node:path';

import { readFolderFiles } from '../fleet/read-folder';
import { PROJECT_FOLDER } from '../release/project-folder';
import { contentTypeOf } from './content-type';
import type { EdgeAnswer } from './edge/edge-data-plane';
import { PREVIEW_PREFIX } from './pages/page';

const ASSETS_FOLDER = join(PROJECT_FOLDER, 'lib', 'preview', 'assets');

/** The preview's own files, by the path at which they are on every host. */
export function readPreviewAssets(): ReadonlyMap<string, EdgeAnswer> {
  return new Map(
    readFolderFiles(ASSETS_FOLDER).map(({ path, bytes }): [string, EdgeAnswer] => [
      `${PREVIEW_PREFIX}${path}`,
      {
        status: 200,
        headers: {
          'content-type': contentTypeOf(path),
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
        },
        body: bytes,
      },
    ]),
  );
}
