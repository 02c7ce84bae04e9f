import type { CatalogueEntry } from './catalogue-entry';

/** Problems of the releases under `releases/`, and of cutting one. */
export const RELEASE_CODES = {
  'RELEASE-001': {
    title: 'A release that cannot be read',
    meaning:
      'The `release.json` of a release is missing or is not what a cut writes, so nothing can be said of the release. It is committed and never edited: bring it back as it was.',
  },
  'RELEASE-002': {
    title: 'An edited file of a release',
    meaning:
      'A release is never edited: tenants that pin it must get the same stacks years later. A file of it has other bytes than were recorded, is missing, or was never part of it. Bring it back as it was committed, and put the change into the next release.',
  },
  'RELEASE-003': {
    title: 'A release gives another template than it recorded',
    meaning:
      'A release records the digest of the template of every shape when it is cut. Synthesised again, with the packages that it was cut with, this shape came out otherwise: the blueprint or the record was edited, or the blueprint depends on something outside itself.',
  },
  'RELEASE-004': {
    title: 'A release that its commit does not compile to',
    meaning:
      'A release is compiled from the commit that it names. Compiled again, by the same version of the compiler, that commit gives other bytes: the file, or the name of the commit, was edited.',
  },
  'RELEASE-005': {
    title: 'A release that says of itself what is not so',
    meaning:
      'What `release.json` says of features, contract, version or date is taken from the blueprint and the commit. It differs from what they say.',
  },
  'RELEASE-006': {
    title: 'A release carries shapes that it does not give',
    meaning:
      'Beside what it records, a release carries what comes out for each of its shapes, in `shapes.json`, so that nothing has to be synthesised to render with it. The file was edited, or is of another release. A template in it that the release did not record is never used, and an edited file not at all; without it, rendering takes longer and gives the same.',
  },
  'RELEASE-010': {
    title: 'The CDK that is installed changes a release',
    meaning:
      'Another version of the CDK, of constructs or of zod is installed than the release was cut with, and with it the release gives another template for this shape. A release must not change because a package was upgraded. `npx multiplex release install <version>` installs what the release was cut with in a folder that git ignores, and from then on that release alone runs with it.',
  },
  'RELEASE-011': {
    title: 'The packages of a release could not be installed',
    meaning:
      'npm could not bring the packages that the release was cut with. They are fetched from the registry that npm is set up with, so this needs the network once.',
  },
  'RELEASE-020': {
    title: 'A version that is not one',
    meaning:
      'Releases are numbered by when they are cut: the year, the month and a number that counts the releases of the month from 0.',
  },
  'RELEASE-021': {
    title: 'Sources that are not committed',
    meaning:
      'A release names the commit that it was compiled from, so that anybody can compile it again. Whatever goes into it must be committed first.',
  },
  'RELEASE-022': {
    title: 'The release is there already',
    meaning:
      'There is a release of this version, and cutting it now would give other bytes. A release is never edited or cut again: cut the next version.',
  },
  'RELEASE-023': {
    title: 'An unknown release',
    meaning: 'There is no release of this version under `releases/`.',
  },
} satisfies Record<`RELEASE-${number}`, CatalogueEntry>;
