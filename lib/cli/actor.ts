import { userInfo } from 'node:os';

import { Git } from '../history/git';
import { callerArn } from '../ledger/caller';
import type { Actor } from '../rollout/ports';
import type { EngineOptions } from './engine-options';

/**
 * Who makes a change: the caller as AWS knows it, or the user of this machine with the local engine; and the commit that
 * the fleet's folder is at, with its author.
 *
 * @throws ProblemError when AWS does not say who the caller is, or there is no git.
 */
export async function findActor(rootFolder: string, options: EngineOptions): Promise<Actor> {
  const caller = options.engine === 'local' ? `local:${userName()}` : await callerArn(region(options));
  const { ok, text } = new Git(rootFolder).run(['log', '-1', '--format=%H%n%an <%ae>']);
  const [commit, author] = text.split('\n');
  return ok && commit !== undefined && author !== undefined ? { caller, author, commit } : { caller };
}

function region({ ledgerRegion }: EngineOptions): { region?: string } {
  return ledgerRegion === undefined ? {} : { region: ledgerRegion };
}

/** A container may run as a user that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return process.env['USER'] ?? 'unknown';
  }
}
