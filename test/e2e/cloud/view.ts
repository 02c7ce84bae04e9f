import { request } from 'node:http';

export interface Viewed {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/**
 * One request to a distribution of the emulator, as CloudFront would take it over TLS. The path goes out as it is
 * written: other clients would tidy it.
 */
export function view(endpoint: string, host: string, path: string): Promise<Viewed> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const headers = { host, 'x-forwarded-proto': 'https' };
    const sent = request({ hostname, port, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        resolve({ status: response.statusCode ?? 0, body, headers: response.headers });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
