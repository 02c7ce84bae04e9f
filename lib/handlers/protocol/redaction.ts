const ACCESS_KEY_ID = /\b(?:AKIA|ASIA)[A-Z0-9]{8,}\b/g;
const SIGNED_QUERY = /\bhttps?:\/\/[^\s"']+/g;
const SIGNATURE_PARAMETER = /\bX-Amz-[A-Za-z-]+=[^\s&"']+/g;
const ENCODED_AUTHORIZATION = /(Encoded authorization failure message:)\s*\S+/gi;
// oxlint-disable-next-line no-control-regex -- These characters are what must not reach a log line.
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/**
 * `text` as one line without anything that grants access: access keys, signed URLs, signatures, and each of
 * `secrets`, the credentials that this request is known to hold.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  const without = secrets
    .filter((secret) => secret.length > 0)
    .reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
  return without
    .replace(UNPRINTABLE, ' ')
    .replace(ENCODED_AUTHORIZATION, '$1 [omitted]')
    .replace(SIGNED_QUERY, '[url]')
    .replace(SIGNATURE_PARAMETER, '[signature]')
    .replace(ACCESS_KEY_ID, '[access key]')
    .trim();
}
