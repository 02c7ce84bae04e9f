/** The account in an ARN: `arn:aws:acm:us-east-1:<account>:…`; undefined when it has too few parts. */
export function accountOfArn(arn: string): string | undefined {
  return arn.split(':')[4];
}
