/**
 * Distributions that CloudFront lets share one policy, function, origin access control or web ACL, unless it was asked for
 * more. Source: Quotas in the CloudFront Developer Guide.
 */
export const SHARING_DISTRIBUTIONS_MAX = 100;

/**
 * Most tenants of a cell by default: each tenant is one distribution, and 90 leaves room for replacing one while the old
 * one still exists. `cell-room.ts` has the rule.
 */
export const CELL_TENANTS_MAX = 90;

const KIB = 1024;
const MIB = 1024 * KIB;

/** Largest `fleet.yaml` in bytes. A cell takes about 600, so a fleet of 10,000 tenants in 112 cells needs 70 KiB. */
export const FLEET_FILE_BYTES_MAX = MIB;

/** Largest `tenant.yaml` in bytes; 100 categories and 30 rows with the longest English titles take about 20 KiB. */
export const TENANT_FILE_BYTES_MAX = 64 * KIB;

/** Most aliases in one YAML file. Nothing in a fleet needs one; a few spare a copied block. */
export const YAML_ALIASES_MAX = 20;

/** Most values that one YAML file may stand for once its aliases are written out. */
export const YAML_VALUES_MAX = 20_000;

/** Deepest nesting of one YAML file; the schemas need 6 levels, and a feature's settings a few more. */
export const YAML_DEPTH_MAX = 20;

/** Most syntax problems reported for one YAML file: after some, the rest only follow from the first. */
export const YAML_PROBLEMS_MAX = 20;

/** Most schema problems reported for one file. Past this, the file is not what its name says. */
export const SCHEMA_PROBLEMS_MAX = 100;

/** Largest file of a brand in bytes: every viewer loads it, often over a mobile network. */
export const BRAND_FILE_BYTES_MAX = 512 * KIB;

/** Largest brand folder in bytes, all files together; what the deployment of a tenant copies each time. */
export const BRAND_BYTES_MAX = 2 * MIB;

/** Most files of a brand folder. */
export const BRAND_FILES_MAX = 50;

/** Longest path of a brand file, relative to its folder; S3 takes 1,024 bytes for the whole object key. */
export const BRAND_PATH_LENGTH_MAX = 200;

/** Most problems reported for the content of one brand file; a file with more is to be exported again, not mended. */
export const CONTENT_PROBLEMS_MAX = 20;

/** Deepest nesting of an SVG. The time to resolve namespaces grows with the square of it; drawings have about ten levels. */
export const SVG_DEPTH_MAX = 100;
