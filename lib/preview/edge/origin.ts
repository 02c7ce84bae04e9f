import type { EdgeAnswer, Headers } from './edge-data-plane';

/** What a distribution asks of an origin: the path begins with the origin's own, the headers are as its behaviour says. */
export interface OriginRequest {
  readonly method: string;
  /** Undecoded, from the first slash. */
  readonly path: string;
  readonly query: string;
  readonly headers: Headers;
}

/** Where a distribution gets its answers. */
export interface Origin {
  fetch(request: OriginRequest): EdgeAnswer;
}
