import { createInterface } from 'node:readline/promises';

import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { STSClient } from '@aws-sdk/client-sts';

import type { Target } from './target';

const LOOPBACK_HOST = /^(localhost|127(\.[0-9]{1,3}){3}|\[?::1\]?)$/;

/** Whether the endpoint is on this machine, so that no account of anybody is touched. */
export function isLoopback(endpoint: string): boolean {
  return LOOPBACK_HOST.test(new URL(endpoint).hostname);
}

export async function accountOf(sts: STSClient): Promise<string> {
  const { Account: account } = await sts.send(new GetCallerIdentityCommand({}));
  if (account === undefined) {
    throw new Error('STS does not say whose credentials these are');
  }
  return account;
}

/** What a run is about to do in an account that is not on this machine. */
export function warning(target: Target, account: string, suffixes: readonly string[]): string {
  const names = (prefix: string): string => suffixes.map((suffix) => `${prefix}${suffix}`).join(', ');
  return [
    '',
    `Account   ${account}`,
    `Region    ${target.region}`,
    `Endpoint  ${target.endpoint ?? 'AWS'}`,
    '',
    `Creates   the stack CDKToolkit, if there is none; the stacks ${names('cell--cell-')}; and four stacks`,
    `          ${names('tenant--…-')}. Distributions, tables and web ACLs cost money.`,
    'Deletes   those stacks but CDKToolkit, and the tables and buckets that they leave, with what is in them.',
    'Leaves    what a deleted stack keeps and is none of these: user pools and log groups.',
    '',
  ].join('\n');
}

/** Asks for the account's id. An unattended run must have said it on its command line. */
export async function isConfirmed(account: string, said: string | undefined): Promise<boolean> {
  if (said !== undefined || !process.stdin.isTTY) {
    return said === account;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(`Type the account id to go on: `)).trim() === account;
  } finally {
    terminal.close();
  }
}
