/** One request, as IAM sees it: what is asked, of what, and what is known besides. */
export interface IamRequest {
  readonly action: string;
  readonly resource: string;
  /** By key in lower case; a key with several values has a list. */
  readonly context: Readonly<Record<string, string | readonly string[]>>;
}

/** A statement of a policy of which every value is written out. */
export interface IamStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}
