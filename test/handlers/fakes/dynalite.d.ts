declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** A server that speaks DynamoDB's API, in memory unless it is given a path. */
  function dynalite(options?: { readonly createTableMs?: number }): Server;
  export = dynalite;
}
