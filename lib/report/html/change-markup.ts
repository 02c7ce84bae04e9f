import type { Cause, PlannedResource, StackChange } from '../../plan/plan-document';
import { html } from '../markup';
import type { Markup } from '../markup';
import { planValue } from '../plan-headline';
import { plural } from '../plural';
import { badge, stackLink } from './section';
import type { Tone } from './section';

const RESOURCES: Readonly<Record<PlannedResource['change'], { readonly tone: Tone; readonly says: string }>> =
  {
    added: { tone: 'good', says: 'added' },
    changed: { tone: 'note', says: 'changed in place' },
    'may-be-replaced': { tone: 'careful', says: 'may be replaced' },
    replaced: { tone: 'bad', says: 'replaced' },
    removed: { tone: 'bad', says: 'removed' },
  };

/** Changes that are shown open; a plan of a whole fleet is long. */
const PROPERTIES_SHOWN_MAX = 30;

/** One stack that changes: why, what of it, and what it has to do with its cell. */
export function changeMarkup(change: StackChange, tenants: ReadonlySet<string>): Markup {
  const { stack, kind, release, resources, others, causes, assets } = change;
  const heard = causes.filter(({ effect }) => effect !== 'none');
  const at =
    release.before === release.after
      ? `release ${release.after ?? ''}`
      : [release.before, release.after].flatMap((one) => one ?? []).join(' → ');
  return html`<article class="change">
    <h4>
      ${stackLink(stack, tenants)}
      ${badge(kind === 'removed' ? 'bad' : kind === 'added' ? 'good' : 'note', kind)} <small>${at}</small>
    </h4>
    ${
      heard.length === 0
        ? ''
        : html`<ul class="causes">
            ${heard.map(causeMarkup)}
          </ul>`
    }
    <details ${openIf(resources.length + others.length <= 3)}>
      <summary>
        ${plural(resources.length, 'resource')}${others.length === 0 ? '' : `, ${plural(others.length, 'other part')} of the template`}${assets.added.length === 0 ? '' : `, ${plural(assets.added.length, 'new archive')}`}
      </summary>
      <ul class="resources">
        ${resources.map(resourceMarkup)}
        ${others.map(({ path, before, after }) => html`<li><code>${path}</code>: ${values(before, after)}</li> `)}
      </ul>
    </details>
    <p class="faint">${reachText(change)}</p>
  </article> `;
}

function openIf(isOpen: boolean): Markup {
  return isOpen ? html`open` : html``;
}

function causeMarkup({ file, key, before, after, effect }: Cause): Markup {
  return html`<li>
    <code>${file}</code>${key === undefined ? '' : html` <code>${key}</code>`}
    ${before === undefined && after === undefined ? '' : values(before, after)}
    ${effect === 'together' ? '(with others)' : ''}
  </li> `;
}

function values(before: unknown, after: unknown): Markup {
  return html`<del>${planValue(before)}</del> → <ins>${planValue(after)}</ins>`;
}

function resourceMarkup({ logicalId, type, change, isRetained, properties }: PlannedResource): Markup {
  const shown = properties.slice(0, PROPERTIES_SHOWN_MAX);
  const { tone, says } = RESOURCES[change];
  return html`<li>
    ${badge(tone, says)}
    <code>${type}</code> ${logicalId}${isRetained ? ' (the old one stays in the account)' : ''}
    ${
      shown.length === 0
        ? ''
        : html`<ul>
            ${shown.map(
              ({ path, before, after }) =>
                html`<li><code>${path.replace(/^Properties\./, '')}</code>: ${values(before, after)}</li> `,
            )}
            ${properties.length > shown.length ? html`<li>and ${properties.length - shown.length} more</li>` : ''}
          </ul>`
    }
  </li> `;
}

function reachText({ reach, kind }: StackChange): string {
  if (kind === 'removed') {
    return '';
  }
  if (reach.kind === 'tenant') {
    const { cell, reads, altered } = reach;
    return altered.length === 0
      ? `Reads ${plural(reads.length, 'value')} of ${cell} and alters none of them.`
      : `Reads ${plural(reads.length, 'value')} of ${cell}, of which ${cell} alters ${altered.join(', ')}.`;
  }
  if (reach.kind === 'access') {
    return `Is what ${reach.tenant} is deployed with, and nobody else.`;
  }
  const touched = reach.tenants.filter(({ altered }) => altered.length > 0).length;
  return `${plural(reach.tenants.length, 'tenant')} in this cell; what they read is altered for ${touched}.`;
}
