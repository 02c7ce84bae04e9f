import type { CatalogueEntry } from './catalogue-entry';

/** Problems of a tenant, and of the maintenance that `fleet.yaml` gives to tenants by default. */
export const TENANT_CODES = {
  'TENANT-001': {
    title: 'The id of a tenant breaks the pattern',
    meaning:
      'The name of the folder is the id of the tenant: lower-case letters, digits and single hyphens, 3 to 24 characters. It becomes part of stack names, item keys, object keys and host names, where anything else could be taken for a delimiter.',
  },
  'TENANT-002': {
    title: 'The id of a tenant is reserved',
    meaning:
      'The id is a host name, a folder or a word of the command line that the tenant would be confused with.',
  },
  'TENANT-003': {
    title: 'The id differs from the folder',
    meaning:
      'A file that names its tenant must name the folder it is in. The two differ when a folder was copied; correct or remove the line.',
  },
  'TENANT-013': {
    title: 'Unknown cell',
    meaning: 'The tenant lives in a cell that `fleet.yaml` does not have.',
  },
  'TENANT-014': {
    title: 'Unknown tier',
    meaning: 'The tenant is on a tier that `fleet.yaml` does not have.',
  },
  'TENANT-015': {
    title: 'Unknown ring',
    meaning: 'The tenant is in a ring that `fleet.yaml` does not have.',
  },
  'TENANT-016': {
    title: 'Unknown release',
    meaning: 'The tenant pins a release that is neither under `releases/` nor `next`.',
  },
  'TENANT-017': {
    title: 'The release next outside the first ring',
    meaning:
      '`next` is the blueprint of the working tree, which changes with every edit. As soon as there is any release, only tenants of the first ring may pin `next`.',
  },
  'TENANT-018': {
    title: 'A release newer than that of the cell',
    meaning:
      'A cell may be ahead of its tenants and is never behind one: what a newer release shares with its tenants, an older cell may not have. `next` is newer than every release. Move the cell first.',
  },
  'TENANT-019': {
    title: 'A release that reads what the cell does not provide',
    meaning:
      'A tenant reads what its cell shares by name and version. The release of the cell provides some of what the release of the tenant reads no longer, so the stack of the tenant could not be deployed.',
  },
  'TENANT-020': {
    title: 'Settings of an unknown feature',
    meaning: 'No release that may be pinned has a feature of this name.',
  },
  'TENANT-021': {
    title: 'Settings of a feature that the release lacks',
    meaning:
      'Another release has the feature, but not the one that the tenant pins. Move the tenant to that release first, or remove the settings.',
  },
  'TENANT-022': {
    title: 'Settings of a feature that the tier does not grant',
    meaning:
      'The tenant configures a feature that its tier does not include, so the settings would do nothing. The message names the tiers that grant it.',
  },
  'TENANT-023': {
    title: 'Settings of a feature that takes none',
    meaning: 'The feature has no settings. It is on as soon as the tier grants it.',
  },
  'TENANT-024': {
    title: 'Invalid settings of a feature',
    meaning:
      'The settings do not fit what the release of the tenant takes. Another release may take others: settings are always checked by the release that the tenant pins.',
  },
  'TENANT-025': {
    title: 'A feature that the Region cannot have',
    severity: 'warning',
    meaning:
      'The tier grants a feature that can be had in one Region only, and the cell of the tenant is in another. The tenant goes without it, which its client should know.',
  },
  'TENANT-026': {
    title: 'A setting that the release does not take',
    meaning:
      'Another release takes what is written, but not the one that the tenant pins. Settings are always checked by the release that the tenant pins. Move the tenant to that release first, or change the setting.',
  },
  'TENANT-030': {
    title: 'Unknown time zone',
    meaning:
      'Windows and quiet hours are read in a zone of the IANA database, such as America/Chicago. Abbreviations and fixed offsets are refused, because they know no daylight saving.',
  },
  'TENANT-031': {
    title: 'An empty span of time',
    meaning: 'The span ends when it begins. A whole day is written from 00:00 to 24:00.',
  },
  'TENANT-032': {
    title: 'An inverted span of time',
    meaning:
      'The span ends before it begins. A span that runs past midnight says so: `"02:00+1"` is two in the morning of the day after.',
  },
  'TENANT-033': {
    title: 'A span longer than a day',
    meaning: 'One occurrence of a span lasts at most 24 hours. Name more days instead.',
  },
  'TENANT-034': {
    title: 'The window never opens',
    meaning:
      'Every minute of the maintenance window lies in quiet hours, so the tenant could never be changed. Either may come from the defaults in `fleet.yaml`.',
  },
  'TENANT-040': {
    title: 'A row of an unknown category',
    meaning: 'A row of the home screen shows a category that `catalogue.categories` does not have.',
  },
  'TENANT-041': {
    title: 'Two categories have the same id',
    meaning:
      'The ids of categories are keys in the catalogue of the tenant; the second would replace the first.',
  },
  'TENANT-050': {
    title: 'Text that would not stay text',
    meaning:
      'CloudFormation replaces a dynamic reference such as `{{resolve:ssm:…}}` by the value that it names, wherever it stands, and the CDK does the like with marks of its own. Neither may come out of what a client is called.',
  },
} satisfies Record<`TENANT-${number}`, CatalogueEntry>;
