import { z } from 'zod';

const LABEL = '[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?';
/** No top-level domain is a number, so an IPv4 address is no host name. */
const TOP_LABEL = '([a-z]{2,63}|xn--[a-z0-9-]{0,57}[a-z0-9])';
const HOST_LENGTH_MAX = 253;

/** A host name in its one canonical spelling: lower case, punycode, no trailing dot. */
const CANONICAL_HOST = new RegExp(`^(${LABEL}\\.)+${TOP_LABEL}$`);

/** A canonical host name: lower case, punycode, no trailing dot, at least two labels. No wildcard. */
export const hostNameSchema = z.string().max(HOST_LENGTH_MAX).regex(CANONICAL_HOST, {
  error: 'Write a host name in lower case without a scheme, port or trailing dot: api.example.com.',
});

/**
 * The canonical spelling of a domain as people write it, or undefined when it is none: case, a trailing dot and
 * letters outside ASCII are folded, and a leading `*.` is kept.
 */
export function canonicalDomain(written: string): string | undefined {
  const wildcard = written.startsWith('*.');
  const host = toAscii(wildcard ? written.slice(2) : written);
  if (host === undefined || host.length > HOST_LENGTH_MAX || !CANONICAL_HOST.test(host)) {
    return undefined;
  }
  return wildcard ? `*.${host}` : host;
}

/** Whether a certificate or alias for `claim` also answers for `domain`: itself, or one label under its wildcard. */
export function domainCovers(claim: string, domain: string): boolean {
  if (claim === domain) {
    return true;
  }
  if (!claim.startsWith('*.') || domain.startsWith('*.')) {
    return false;
  }
  return domain.slice(domain.indexOf('.') + 1) === claim.slice(2);
}

function toAscii(written: string): string | undefined {
  const undotted = written.endsWith('.') ? written.slice(0, -1) : written;
  // URL drops control and format characters at will; a name that needs them is not what it looks like.
  if (/[\s\p{C}/:?#@\\%[\]]/u.test(undotted) || undotted === '') {
    return undefined;
  }
  const url = `https://${undotted}`;
  return URL.canParse(url) ? new URL(url).hostname : undefined;
}
