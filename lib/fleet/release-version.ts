import { NEXT_RELEASE } from './feature-catalogue';

/** `2026.11.0`: the year, the month, and how many came before it in that month. */
const VERSION = /^(20[0-9]{2})\.([1-9]|1[0-2])\.(0|[1-9][0-9]{0,3})$/;

/** What the version of a release must look like, in the words of every message about one. */
export const VERSION_RULE = 'the year, the month and a number, such as 2026.11.0';

/** Whether it can be the version of a release that was cut; `next` cannot. */
export function isReleaseVersion(version: string): boolean {
  return VERSION.test(version);
}

/** Orders releases from the oldest to the newest, by their numbers; `next` comes after all of them. */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  const place = left.findIndex((number, index) => number !== right[index]);
  return place === -1 ? 0 : (left[place] ?? 0) < (right[place] ?? 0) ? -1 : 1;
}

function numbersOf(version: string): readonly number[] {
  return version === NEXT_RELEASE ? [Number.MAX_SAFE_INTEGER] : version.split('.').map(Number);
}
