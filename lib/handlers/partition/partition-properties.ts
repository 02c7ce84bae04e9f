import { contentDigest, isContentMap, parseContent, type Content, type ContentMap } from './content';
import { memberOf } from '../json-record';
import { accepted, refused, type Outcome } from '../outcome';
import { isTenantId } from '../tenant-id';

/** What a tenant's partition shall hold, by item. */
export interface DesiredPartition {
  /** `{categories: [{id, title, …}]}`, in the order shown. */
  readonly catalogue: ContentMap;
  /** Settings by feature; a feature that is not here is not granted. */
  readonly entitlements: ContentMap;
  /** `{rows: [{title, category, …}]}`, from the top. Each category is one of the catalogue's. */
  readonly homepage: ContentMap;
  /** `{settings, accounts: {userPoolId, clientId}, parts: {catalogue, entitlements, homepage}}`; parts are digests. */
  readonly configuration: ContentMap;
}

/** As in a tenant's file. */
const CATEGORIES_MAX = 100;
const HOMEPAGE_ROWS_MAX = 30;
const FEATURES_MAX = 100;

const FEATURE_PATTERN = /^[A-Za-z][A-Za-z0-9-]{0,63}$/;
const ACCOUNT_ID_PATTERN = /^[A-Za-z0-9_-]{1,128}$/;

type Properties = Readonly<Record<string, unknown>>;

/** Checks the properties of a `Custom::TenantPartition` and arranges them by item. */
export function parsePartition(properties: Properties): Outcome<DesiredPartition> {
  const settings = mapProperty(properties, 'Configuration');
  if (settings.kind === 'refused') {
    return settings;
  }
  const entitlements = parseEntitlements(properties);
  if (entitlements.kind === 'refused') {
    return entitlements;
  }
  const catalogue = parseCatalogue(properties);
  if (catalogue.kind === 'refused') {
    return catalogue;
  }
  const homepage = parseHomepage(properties, categoryIds(catalogue.value));
  if (homepage.kind === 'refused') {
    return homepage;
  }
  const accounts = parseAccounts(properties);
  if (accounts.kind === 'refused') {
    return accounts;
  }
  const parts = { catalogue: catalogue.value, entitlements: entitlements.value, homepage: homepage.value };
  const digests = Object.fromEntries(
    Object.entries(parts).map(([name, content]) => [name, contentDigest(content)]),
  );
  const configuration = { settings: settings.value, accounts: accounts.value, parts: digests };
  return accepted({ ...parts, configuration });
}

/** The ids of a catalogue's categories; those without one are left out. */
export function categoryIds(catalogue: ContentMap): ReadonlySet<Content> {
  return new Set(membersOf(catalogue['categories'], 'id'));
}

/** The categories that a homepage names. */
export function namedCategories(homepage: ContentMap): ReadonlySet<Content> {
  return new Set(membersOf(homepage['rows'], 'category'));
}

function membersOf(list: Content | undefined, name: string): Content[] {
  if (!Array.isArray(list)) {
    return [];
  }
  return list.flatMap((part: Content) => (isContentMap(part) ? [part[name]] : [])).filter(isPresent);
}

function isPresent(content: Content | undefined): content is Content {
  return content !== undefined;
}

function mapProperty(properties: Properties, name: string): Outcome<ContentMap> {
  const content = parseContent(memberOf(properties, name) ?? '', name);
  if (content.kind === 'refused') {
    return content;
  }
  return isContentMap(content.value) ? accepted(content.value) : refused(`${name} is not an object.`);
}

function parseEntitlements(properties: Properties): Outcome<ContentMap> {
  const entitlements = mapProperty(properties, 'Entitlements');
  if (entitlements.kind === 'refused') {
    return entitlements;
  }
  const features = Object.entries(entitlements.value);
  if (features.length > FEATURES_MAX) {
    return refused(`Entitlements names more than ${FEATURES_MAX} features.`);
  }
  if (!features.every(([name]) => FEATURE_PATTERN.test(name))) {
    return refused('Entitlements names a feature that is not letters, digits and hyphens.');
  }
  return features.every(([, settings]) => isContentMap(settings))
    ? entitlements
    : refused('Entitlements has a feature whose settings are not an object.');
}

function parseCatalogue(properties: Properties): Outcome<ContentMap> {
  const catalogue = mapProperty(properties, 'Catalogue');
  if (catalogue.kind === 'refused') {
    return catalogue;
  }
  const categories = catalogue.value['categories'];
  if (!Array.isArray(categories)) {
    return refused('Catalogue has no list of categories.');
  }
  if (categories.length > CATEGORIES_MAX) {
    return refused(`Catalogue has more than ${CATEGORIES_MAX} categories.`);
  }
  const ids = membersOf(categories, 'id').filter(isTenantId);
  const titles = membersOf(categories, 'title').filter((title) => typeof title === 'string');
  if (ids.length < categories.length || titles.length < categories.length) {
    return refused('Catalogue has a category without an id or a title.');
  }
  return new Set(ids).size === ids.length ? catalogue : refused('Catalogue has two categories of one id.');
}

function parseHomepage(properties: Properties, categories: ReadonlySet<Content>): Outcome<ContentMap> {
  const rows = parseContent(memberOf(properties, 'Homepage') ?? '', 'Homepage');
  if (rows.kind === 'refused') {
    return rows;
  }
  if (!Array.isArray(rows.value)) {
    return refused('Homepage is not a list.');
  }
  if (rows.value.length > HOMEPAGE_ROWS_MAX) {
    return refused(`Homepage has more than ${HOMEPAGE_ROWS_MAX} rows.`);
  }
  const titles = membersOf(rows.value, 'title').filter((title) => typeof title === 'string');
  const named = membersOf(rows.value, 'category');
  if (titles.length < rows.value.length || named.length < rows.value.length) {
    return refused('Homepage has a row without a title or a category.');
  }
  return named.every((category) => categories.has(category))
    ? accepted({ rows: rows.value })
    : refused('Homepage has a row of a category that is not in the catalogue.');
}

function parseAccounts(properties: Properties): Outcome<ContentMap> {
  const accounts = mapProperty(properties, 'Accounts');
  if (accounts.kind === 'refused') {
    return accounts;
  }
  const { UserPoolId: userPoolId, ClientId: clientId } = accounts.value;
  return isAccountId(userPoolId) && isAccountId(clientId)
    ? accepted({ userPoolId, clientId })
    : refused('Accounts needs UserPoolId and ClientId.');
}

function isAccountId(content: Content | undefined): content is string {
  return typeof content === 'string' && ACCOUNT_ID_PATTERN.test(content);
}
