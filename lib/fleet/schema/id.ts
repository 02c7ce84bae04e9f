import { z } from 'zod';

/** Ids never hold `--`, `#`, `/` or `:`, so each of those always delimits one (stack names, item keys, object keys, ARNs). */
const ID_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const ID_LENGTH_MIN = 3;
export const ID_LENGTH_MAX = 24;

/** What an id must look like, in the words of every message about one. */
export const ID_RULE = `lower-case letters, digits and single hyphens, ${ID_LENGTH_MIN} to ${ID_LENGTH_MAX} characters`;

/**
 * Ids that no tenant may take: each is a host name, a folder or a word of the command line that a tenant of that
 * name would be confused with.
 */
export const RESERVED_IDS: readonly string[] = [
  'admin',
  'all',
  'api',
  'app',
  'assets',
  'auth',
  'brand',
  'cdn',
  'cell',
  'cells',
  'default',
  'fleet',
  'mail',
  'media',
  'multiplex',
  'next',
  'platform',
  'shared',
  'static',
  'status',
  'support',
  'tenant',
  'tenants',
  'www',
];

export function isId(value: string): boolean {
  return value.length >= ID_LENGTH_MIN && value.length <= ID_LENGTH_MAX && ID_PATTERN.test(value);
}

export const idSchema = z
  .string()
  .min(ID_LENGTH_MIN, { error: `Write ${ID_RULE}.` })
  .max(ID_LENGTH_MAX, { error: `Write ${ID_RULE}.` })
  .regex(ID_PATTERN, { error: `Write ${ID_RULE}.` });
