import type { STSClientConfig } from '@aws-sdk/client-sts';

import { diagnostic } from '../diagnostics/diagnostic';
import { firstLine } from '../diagnostics/first-line';
import { ProblemError } from '../diagnostics/problem-error';

/**
 * The ARN of whoever the credentials of this process belong to.
 *
 * @throws ProblemError LEDGER-008 when there are none, or AWS does not take them.
 */
export async function callerArn(config: STSClientConfig): Promise<string> {
  const { STS } = await import('@aws-sdk/client-sts');
  const client = new STS(config);
  try {
    const { Arn } = await client.getCallerIdentity();
    return Arn ?? 'unknown';
  } catch (error) {
    throw new ProblemError([
      diagnostic({
        code: 'LEDGER-008',
        place: { file: 'AWS credentials' },
        message: `AWS does not say who this is: ${firstLine(error)}.`,
        next: 'Sign in, or set AWS_PROFILE and AWS_REGION.',
      }),
    ]);
  } finally {
    client.destroy();
  }
}
