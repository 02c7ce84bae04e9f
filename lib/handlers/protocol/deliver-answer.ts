import type { AnswerChannel } from './answer-channel';
import type { Patience, RetryLimits } from '../fence/persistence';
import { retryDelayMs } from '../fence/persistence';
import { errorName } from '../service-error';
import type { Log } from './structured-log';

const ANSWER_RETRIES: RetryLimits = { attempts: 6, firstDelayMs: 200, longestDelayMs: 2_000 };
const ANSWER_TIMEOUT_MS = 3_000;

/**
 * Sends the one answer of a request, again and again with the same bytes until CloudFormation has it. Never throws:
 * a throw would make Lambda run the whole request again. Gives up, and logs it, when the address says no or
 * `patience` ends.
 */
export async function deliverAnswer(
  channel: AnswerChannel,
  address: URL,
  body: string,
  patience: Patience,
  log: Log,
): Promise<void> {
  for (let attempt = 1; attempt <= ANSWER_RETRIES.attempts && !patience.signal.aborted; attempt += 1) {
    const result = await tryPut(channel, address, body);
    if (result === 'delivered') {
      return log('info', 'answer.delivered', { attempt });
    }
    log('warn', 'answer.not-delivered', { attempt, problem: result.problem });
    if (result.final) {
      break;
    }
    await patience.clock.sleep(
      retryDelayMs(ANSWER_RETRIES, attempt, patience.chance.fraction()),
      patience.signal,
    );
  }
  log('error', 'answer.given-up');
}

interface Undelivered {
  readonly problem: string;
  readonly final: boolean;
}

async function tryPut(
  channel: AnswerChannel,
  address: URL,
  body: string,
): Promise<'delivered' | Undelivered> {
  try {
    const status = await channel.put(address, body, ANSWER_TIMEOUT_MS);
    if (status >= 200 && status < 300) {
      return 'delivered';
    }
    return { problem: `status ${status}`, final: status >= 400 && status < 500 && status !== 429 };
  } catch (error) {
    // The message may quote the address with its signature, so only the name is told.
    return { problem: errorName(error) || 'no connection', final: false };
  }
}
