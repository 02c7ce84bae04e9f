import { breaks, inside } from '../proof';
import type { At } from '../proof';
import type { Subject } from '../subject';
import { isList, isMapping } from '../template';
import type { Value } from '../template';
import { cellDomainOf, foreignOwner } from './fleet-names';
import type { FleetNames } from './fleet-names';
import { isWord } from './words';

/**
 * Looks for ids and hosts of other tenants in the strings of a stack. What the client wrote (`documents`) is searched
 * for hosts, and for ids where a tenant is named; bare words in it are the client's, who may well call a category `live`
 * though there is a tenant of that name.
 */
export class ForeignNames {
  private readonly names: FleetNames;
  /** Texts that hold the name of no tenant at all, whoever looks: most are the blueprint's, the same in every stack. */
  private readonly clean: Readonly<Record<Within, Set<string>>> = { stack: new Set(), documents: new Set() };

  constructor(names: FleetNames) {
    this.names = names;
  }

  examine(value: Value, at: At, within: Within): void {
    if (typeof value === 'string') {
      this.examineText(value, at, within);
    } else if (isList(value)) {
      value.forEach((part, index) => {
        this.examine(part, inside(at, index), within);
      });
    } else if (isMapping(value)) {
      for (const key in value) {
        this.examineText(key, at, within);
        this.examine(value[key] ?? null, inside(at, key), within);
      }
    }
  }

  private examineText(text: string, at: At, within: Within): void {
    if (this.clean[within].has(text)) {
      return;
    }
    const found = this.lookUpAll(text, at, within);
    for (const { why } of found.filter((one) => one !== 'own')) {
      breaks(at, 'no-foreign-name', why, { target: text });
    }
    if (found.length === 0) {
      this.clean[within].add(text);
    }
  }

  private lookUpAll(text: string, at: At, within: Within): readonly Found[] {
    const named = within === 'documents' ? text.matchAll(TENANT_NAME) : [];
    return [
      ...[...text.matchAll(RUN)].flatMap(([run]) =>
        run.includes('.')
          ? this.lookUpHost(run.replace(/^\.+/, ''), at)
          : within === 'stack'
            ? this.lookUpId(run, at)
            : [],
      ),
      ...[...named].flatMap(([, run = '']) => this.lookUpId(run, at)),
    ];
  }

  private lookUpHost(host: string, { scope }: At): readonly Found[] {
    const own = scope.subject.kind === 'tenant' ? scope.subject.tenant : undefined;
    const owner = foreignOwner(host, own, this.names);
    if (owner !== undefined) {
      return [{ why: `${host} is a host of tenant ${owner}` }];
    }
    const domain = cellDomainOf(host, this.names);
    if (domain !== undefined && domain !== scope.subject.cell.domain) {
      return [{ why: `${host} is a host of another cell` }];
    }
    return domain === undefined && foreignOwner(host, undefined, this.names) === undefined ? [] : ['own'];
  }

  private lookUpId(run: string, { scope }: At): readonly Found[] {
    const ids = run.split('--').filter((id) => this.names.tenants.has(id) && !isWord(id));
    return ids.map((id) =>
      isKnownName(id, scope.subject) ? 'own' : { why: `${id} is the id of another tenant` },
    );
  }
}

/** Where a text stands: in what the client wrote, or in the rest of the stack. */
export type Within = 'stack' | 'documents';

/** Why the text is a violation; or that it depends on who looks. */
type Found = 'own' | { readonly why: string };

/** Letters, digits, hyphens and dots: an id, a host, a file, or several ids with `--` between them. */
const RUN = /[A-Za-z0-9*.-]*[A-Za-z0-9]/g;

/** Where a tenant is named, with what follows to the end of the run. */
const TENANT_NAME = /(?:tenant--|tenant#|tenants\/)([a-z0-9-]*[a-z0-9])/gi;

/** Whether the id is the subject's own, or at the same time the name of something that all of a fleet share. */
function isKnownName(id: string, subject: Subject): boolean {
  return (
    (subject.kind === 'tenant' && id === subject.tenant) ||
    id === subject.fleet ||
    id === subject.cell.id ||
    subject.words.includes(id)
  );
}
