import type { z } from 'zod';

import type { CellAccess } from './fleet';
import { GITHUB_ISSUER, type accessSchema } from './schema/access';

/** What is written of who may deploy, with the provider that is meant where none is named. */
export function cellAccess(
  { github, principals }: Readonly<z.infer<typeof accessSchema>>,
  account: string,
): CellAccess {
  return {
    ...(github === undefined
      ? {}
      : {
          github: {
            repository: github.repository,
            provider: github.provider ?? `arn:aws:iam::${account}:oidc-provider/${GITHUB_ISSUER}`,
          },
        }),
    ...(principals === undefined ? {} : { principals }),
  };
}
