/** When CloudFormation issued a request, and until when it listens. Milliseconds since 1970. */
export interface IssueTime {
  readonly issuedAt: number;
  /** Absent when the URL does not say. */
  readonly expiresAt?: number;
}

/** A date further ahead of our clock than this is not believed: it would lock later requests out. */
const ISSUE_TIME_AHEAD_MAX_MS = 5 * 60_000;

const SIGNING_DATE = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const SECOND_MS = 1_000;

/**
 * The time of a request from its ResponseURL. The event itself carries no time, but CloudFormation signs a fresh URL
 * for each request, and the signature's `X-Amz-Date` is its own clock's reading. It has whole seconds, so `arrival`,
 * which stands in where a URL has no date (emulators), is cut to whole seconds as well.
 */
export function issueTime(responseUrl: URL, arrival: number): IssueTime {
  const fallback = { issuedAt: Math.floor(arrival / SECOND_MS) * SECOND_MS };
  const issuedAt = signingTime(responseUrl.searchParams.get('X-Amz-Date') ?? '');
  if (issuedAt === undefined || issuedAt > arrival + ISSUE_TIME_AHEAD_MAX_MS) {
    return fallback;
  }
  const seconds = Number(responseUrl.searchParams.get('X-Amz-Expires') ?? 'none');
  return Number.isInteger(seconds) && seconds > 0
    ? { issuedAt, expiresAt: issuedAt + seconds * SECOND_MS }
    : { issuedAt };
}

function signingTime(text: string): number | undefined {
  const parts = SIGNING_DATE.exec(text);
  if (parts === null) {
    return undefined;
  }
  const [, year, month, day, hour, minute, second] = parts;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}
