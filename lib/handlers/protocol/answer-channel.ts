import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** Sends an answer to CloudFormation. */
export interface AnswerChannel {
  /**
   * Puts `body` to `address` and gives the HTTP status.
   *
   * @throws when no status came back within `timeoutMs`, or the connection failed.
   */
  put(address: URL, body: string, timeoutMs: number): Promise<number>;
}

/** CloudFormation's addresses are HTTPS; only emulators, where `plainHttp` is set, have others. */
export function httpAnswerChannel(plainHttp: boolean): AnswerChannel {
  return {
    put: async (address, body, timeoutMs) => {
      if (address.protocol !== 'https:' && !plainHttp) {
        throw new Error('the answer address is not HTTPS');
      }
      return send(address, body, timeoutMs);
    },
  };
}

function send(address: URL, body: string, timeoutMs: number): Promise<number> {
  const request = address.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(
      address,
      {
        method: 'PUT',
        // The signature of the address covers an empty content type, so no other may be sent.
        headers: { 'content-type': '', 'content-length': Buffer.byteLength(body) },
        signal: AbortSignal.timeout(timeoutMs),
      },
      (response) => {
        response.resume();
        response.on('error', reject);
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
