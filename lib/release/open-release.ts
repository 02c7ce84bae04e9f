import { invariant } from '../diagnostics/invariant';
import { NEXT_RELEASE } from '../fleet/feature-catalogue';
import { nextRelease } from './next-release';
import type { Release } from './release';

/** Makes a release that a checked fleet pins ready to render with. `cacheFolder` is an absolute path. */
export async function openRelease(version: string, cacheFolder: string): Promise<Release> {
  invariant(version === NEXT_RELEASE, `a checked fleet pins releases that exist, not ${version}`);
  return nextRelease(cacheFolder);
}
