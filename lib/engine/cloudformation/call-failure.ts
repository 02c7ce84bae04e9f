import { diagnostic } from '../../diagnostics/diagnostic';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { firstLine } from '../../diagnostics/first-line';
import { ProblemError } from '../../diagnostics/problem-error';
import { EngineUnavailable } from '../../rollout/ports';
import type { StackTarget } from '../../rollout/ports';

const THROTTLED =
  /^(Throttling|ThrottlingException|ThrottledException|RequestThrottled|RequestThrottledException|RequestLimitExceeded|TooManyRequestsException|SlowDown|PriorRequestNotComplete)$/;

const NO_CREDENTIALS =
  /^(CredentialsProviderError|TokenProviderError|ExpiredToken|ExpiredTokenException|InvalidClientTokenId|UnrecognizedClientException|AuthFailure|SignatureDoesNotMatch)$/;

const DENIED = /^(AccessDenied|AccessDeniedException|UnauthorizedOperation|Forbidden)$/;

/** How the toolkit marks its errors, whatever copy of it threw them. */
const NOT_BOOTSTRAPPED = Symbol.for('@aws-cdk/toolkit-lib.BootstrapError');
const NOT_SIGNED_IN = Symbol.for('@aws-cdk/toolkit-lib.AuthenticationError');

/** Refusals of a call as it stands: asking again gives the same answer, and nothing was done. */
const REFUSED =
  /^(ValidationError|ValidationException|InsufficientCapabilitiesException|AlreadyExistsException|LimitExceededException)$/;

/** An error and what caused it, outermost first: the toolkit wraps what the SDK threw. */
function chain(error: unknown): readonly Error[] {
  const found: Error[] = [];
  for (let next = error; next instanceof Error && !found.includes(next); next = next.cause) {
    found.push(next);
  }
  return found;
}

/** Why CloudFormation refused the call as it stands; undefined where that is not what happened. */
export function refusalOf(error: unknown): string | undefined {
  const refused = chain(error).find(({ name }) => REFUSED.test(name));
  return refused === undefined ? undefined : firstLine(refused);
}

export function hasName(error: unknown, pattern: RegExp): boolean {
  return chain(error).some(({ name }) => pattern.test(name));
}

/**
 * What is thrown instead of what the SDK or the toolkit threw. Everything of which the outcome is not known is
 * `EngineUnavailable`; what no call can mend, such as missing permissions, is a problem that somebody must see to.
 */
function callFailure(error: unknown, target: Pick<StackTarget, 'stack' | 'account' | 'region'>): Error {
  const [outermost] = chain(error);
  if (error instanceof EngineUnavailable || error instanceof ProblemError) {
    return error;
  }
  if (outermost?.message.startsWith('invariant broken') === true) {
    return outermost;
  }
  const problem = problemOf(error, target);
  if (problem !== undefined) {
    return new ProblemError([problem]);
  }
  return new EngineUnavailable(`${target.stack}: ${firstLine(error)}`, isThrottled(error), { cause: error });
}

function isThrottled(error: unknown): boolean {
  return chain(error).some(
    (each) => THROTTLED.test(each.name) || statusOf(each) === 429 || each.message.startsWith('Rate exceeded'),
  );
}

/** The SDK puts the status of the response beside the error. */
function statusOf(error: Error): unknown {
  const { $metadata: metadata } = error as { $metadata?: { httpStatusCode?: unknown } };
  return metadata?.httpStatusCode;
}

function problemOf(
  error: unknown,
  { stack, account, region }: Pick<StackTarget, 'stack' | 'account' | 'region'>,
): Diagnostic | undefined {
  const place = { file: stack };
  const why = firstLine(chain(error).at(-1) ?? error);
  if (hasName(error, NO_CREDENTIALS) || chain(error).some((each) => NOT_SIGNED_IN in each)) {
    return diagnostic({
      code: 'ENGINE-050',
      place,
      message: `AWS takes no credentials of this process for account ${account}: ${why}.`,
      next: 'Sign in again and run the same command once more; it goes on where it is.',
    });
  }
  if (hasName(error, DENIED)) {
    return diagnostic({
      code: 'ENGINE-051',
      place,
      message: `AWS denies a call in account ${account}, ${region}: ${why}.`,
      next: 'Allow what docs/rollout-engines.md lists and run the same command once more; it goes on where it is.',
    });
  }
  if (chain(error).some((each) => NOT_BOOTSTRAPPED in each)) {
    return diagnostic({
      code: 'ENGINE-052',
      place,
      message: `Account ${account} is not prepared for the CDK in ${region}: ${why}.`,
      next: `Run: npx cdk bootstrap aws://${account}/${region}`,
    });
  }
  return undefined;
}

/** @throws ProblemError always: whoever calls has no way into the account of the stack. */
export function wrongAccount(place: string, account: string, found: string | undefined): ProblemError {
  return new ProblemError([
    diagnostic({
      code: 'ENGINE-053',
      place: { file: place },
      message: `The stack is in account ${account}, and the credentials of this process are for ${found ?? 'another one'}.`,
      next: `Use credentials of account ${account}, or such as may take the roles that cdk bootstrap has made there.`,
      value: found,
    }),
  ]);
}

/** @throws EngineUnavailable or ProblemError in place of what the work threw. */
export async function answered<T>(target: StackTarget, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw callFailure(error, target);
  }
}
