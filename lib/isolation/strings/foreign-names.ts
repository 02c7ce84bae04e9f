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
  private readonly known: Readonly<Record<Within, KnownTexts>> = {
    stack: { clean: new Set(), own: new Set() },
    documents: { clean: new Set(), own: new Set() },
  };
  private subject: Subject | undefined;

  constructor(names: FleetNames) {
    this.names = names;
  }

  examine(value: Value, at: At, within: Within): void {
    const { subject } = at.scope;
    if (subject !== this.subject) {
      this.subject = subject;
      this.known.stack.own.clear();
      this.known.documents.own.clear();
    }
    if (!this.isFree(value, { subject, within, ...this.known[within] })) {
      this.examinePart(value, at, within);
    }
  }

  /** Whether nothing below the value names anybody else. Of almost every value that is all there is to say. */
  private isFree(value: Value, look: Look): boolean {
    if (typeof value === 'string') {
      return look.clean.has(value) || this.isFreeText(value, look);
    }
    if (isList(value)) {
      return value.every((part) => this.isFree(part, look));
    }
    if (isMapping(value)) {
      for (const key in value) {
        const isKeyFree = look.clean.has(key) || this.isFreeText(key, look);
        if (!isKeyFree || !this.isFree(value[key] ?? null, look)) {
          return false;
        }
      }
    }
    return true;
  }

  private isFreeText(text: string, { subject, within, clean, own }: Look): boolean {
    if (own.has(text)) {
      return true;
    }
    const found = this.lookUpAll(text, subject, within);
    if (found.some((one) => one !== 'own')) {
      return false;
    }
    (found.length === 0 ? clean : own).add(text);
    return true;
  }

  /** Names the place of each text that names somebody else. */
  private examinePart(value: Value, at: At, within: Within): void {
    if (typeof value === 'string') {
      this.examineText(value, at, within);
    } else if (isList(value)) {
      value.forEach((part, index) => {
        this.examinePart(part, inside(at, index), within);
      });
    } else if (isMapping(value)) {
      for (const key in value) {
        this.examineText(key, at, within);
        this.examinePart(value[key] ?? null, inside(at, key), within);
      }
    }
  }

  private examineText(text: string, at: At, within: Within): void {
    for (const found of this.lookUpAll(text, at.scope.subject, within)) {
      if (found !== 'own') {
        breaks(at, 'no-foreign-name', found.why, { target: text });
      }
    }
  }

  private lookUpAll(text: string, subject: Subject, within: Within): readonly Found[] {
    const found: Found[] = [];
    if (within === 'stack' || text.includes('.')) {
      for (const run of text.match(RUN) ?? []) {
        if (run.includes('.')) {
          found.push(...this.lookUpHost(run.replace(/^\.+/, ''), subject));
        } else if (within === 'stack') {
          this.lookUpIds(run, subject, found);
        }
      }
    }
    if (within === 'documents') {
      for (const [, run = ''] of text.matchAll(TENANT_NAME)) {
        this.lookUpIds(run, subject, found);
      }
    }
    return found;
  }

  private lookUpHost(host: string, subject: Subject): readonly Found[] {
    const own = subject.kind === 'tenant' ? subject.tenant : undefined;
    const owner = foreignOwner(host, own, this.names);
    if (owner !== undefined) {
      return [{ why: `${host} is a host of tenant ${owner}` }];
    }
    const domain = cellDomainOf(host, this.names);
    if (domain !== undefined && domain !== subject.cell.domain) {
      return [{ why: `${host} is a host of another cell` }];
    }
    return domain === undefined && foreignOwner(host, undefined, this.names) === undefined ? [] : ['own'];
  }

  private lookUpIds(run: string, subject: Subject, found: Found[]): void {
    for (const id of run.includes('--') ? run.split('--') : [run]) {
      if (this.names.tenants.has(id) && !isWord(id)) {
        found.push(isKnownName(id, subject) ? 'own' : { why: `${id} is the id of another tenant` });
      }
    }
  }
}

/** Where a text stands: in what the client wrote, or in the rest of the stack. */
export type Within = 'stack' | 'documents';

/** Texts that have been looked into. */
interface KnownTexts {
  /** They hold the name of no tenant at all, whoever looks: most are the blueprint's, the same in every stack. */
  readonly clean: Set<string>;
  /** They hold no name but that of the subject, and often stand in many places of its stack. */
  readonly own: Set<string>;
}

interface Look extends KnownTexts {
  readonly subject: Subject;
  readonly within: Within;
}

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
