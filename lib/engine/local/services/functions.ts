import { appendFileSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compileFunction } from 'node:vm';

import { Refused } from '../template/refused';
import type { Answers } from './answers';
import type { Buckets } from './buckets';
import { sessionOf } from './identity-commands';
import type { FoundRole } from './identity-commands';
import type { Identity } from './sdk-module';
import type { Sessions } from './principal';
import { storedFile } from './stored-archive';

/** A Lambda function that is there. */
export interface FoundFunction {
  readonly name: string;
  readonly code: { readonly bucket: string; readonly key: string };
  /** `provisioner.handler`. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly role: FoundRole;
  readonly logGroup: string;
}

export interface FunctionHost {
  /** State folder of the engine. */
  readonly folder: string;
  readonly buckets: Buckets;
  readonly sessions: Sessions;
  readonly answers: Answers;
  /** What stands in for a package of `@aws-sdk`; undefined for one that the engine does not have. */
  readonly sdkModule: (name: string, identity: Identity) => Promise<object | undefined>;
}

type Handler = (event: object, context: object) => Promise<void>;

/** The packages that functions may load, beside those of Node.js. */
const SDK_PACKAGES = ['cloudfront', 'dynamodb', 's3', 'sts'].map((name) => `@aws-sdk/client-${name}`);

/**
 * Runs the code of Lambda functions in this process, each function with an environment, packages and a log of its own.
 * It is the code of the archive that the function was deployed with, and it is trusted: it comes from a release.
 */
export class Functions {
  private readonly host: FunctionHost;
  /** Functions by everything that they are made of. */
  private readonly loaded = new Map<string, Promise<Handler>>();

  constructor(host: FunctionHost) {
    this.host = host;
  }

  /** @throws Refused when the function cannot be loaded; whatever it throws itself. */
  async invoke(found: FoundFunction, event: object): Promise<void> {
    const key = JSON.stringify([found.name, found.code, found.handler, found.environment, found.role.arn]);
    const handler = this.loaded.get(key) ?? this.load(found);
    this.loaded.set(key, handler);
    const deadline = performance.now() + found.timeoutSeconds * 1_000;
    await (
      await handler
    )(event, { getRemainingTimeInMillis: () => Math.max(0, deadline - performance.now()) });
  }

  private async load(found: FoundFunction): Promise<Handler> {
    const { code, handler, environment } = found;
    const [file = '', exported = ''] = handler.split('.');
    const archive = this.host.buckets.get(code.bucket, code.key);
    if (archive === undefined) {
      throw new Refused(
        `Error occurred while GetObject. S3 Error Code: NoSuchKey, ${code.bucket}/${code.key}`,
      );
    }
    const source = storedFile(archive.bytes, `${file}.js`).toString('utf8');
    const exports: Record<string, unknown> = {};
    const module = { exports };
    const parameters = ['exports', 'module', 'require', 'process'];
    const run = compileFunction(source, parameters, { filename: `${code.key}/${file}.js` });
    const packages = await this.packagesOf(found);
    Reflect.apply(run, undefined, [
      exports,
      module,
      requireFrom(packages),
      { env: environment, stdout: { write: this.logOf(found.logGroup) } },
    ]);
    const loaded = module.exports[exported];
    if (typeof loaded !== 'function') {
      throw new Refused(`${handler} is undefined or not exported`);
    }
    return async (event, context) => {
      await Reflect.apply(loaded, undefined, [event, context]);
    };
  }

  private async packagesOf({ role, name }: FoundFunction): Promise<ReadonlyMap<string, object>> {
    const { answers, sessions, sdkModule } = this.host;
    const identity = { sessions, own: sessionOf(role, name) };
    const packages = new Map<string, object>([
      ['node:http', answers.module],
      ['node:https', answers.module],
    ]);
    for (const sdkPackage of SDK_PACKAGES) {
      const module = await sdkModule(sdkPackage, identity);
      if (module !== undefined) {
        packages.set(sdkPackage, module);
      }
    }
    return packages;
  }

  private logOf(logGroup: string): (text: string) => void {
    const file = join(this.host.folder, 'logs', `${logGroup.replace(/^\//, '')}.log`);
    mkdirSync(dirname(file), { recursive: true });
    return (text) => appendFileSync(file, text);
  }
}

function requireFrom(packages: ReadonlyMap<string, object>): (name: string) => unknown {
  const parts = createRequire(__filename);
  return (name) => {
    const known = packages.get(name);
    if (known !== undefined) {
      return known;
    }
    if (!name.startsWith('node:')) {
      throw new Refused(`Error: Cannot find module '${name}': the local engine does not have it`);
    }
    return parts(name);
  };
}
