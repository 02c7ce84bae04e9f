/** Names in lower case; several values of one name are joined as HTTP joins them. */
export type Headers = Readonly<Record<string, string>>;

/** What a viewer asks of a tenant's distribution. */
export interface EdgeRequest {
  readonly method: string;
  /** As it was sent, from the first slash: nothing is decoded and no dot segment removed. */
  readonly path: string;
  /** What follows the question mark, undecoded; empty when there is none. */
  readonly query: string;
  readonly headers: Headers;
  /** The viewer's IP address. */
  readonly viewer: string;
}

export interface EdgeAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/**
 * What stands between a viewer and a tenant's origins. The preview needs no more of an edge than this, so that another
 * one, or a library, can take the place of ours.
 */
export interface EdgeDataPlane {
  /** Never rejects for what a viewer sends; whatever is refused is an answer. */
  answer(request: EdgeRequest): Promise<EdgeAnswer>;
}
