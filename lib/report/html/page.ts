import { invariant } from '../../diagnostics/invariant';
import { html, Markup } from '../markup';
import { utcTime } from '../utc-time';
import { fleetSection } from './fleet-section';
import { ledgerSection } from './ledger-section';
import { overviewMarkup } from './overview-section';
import type { PageContent } from './page-content';
import { planSection } from './plan-section';
import { rolloutsSection } from './rollouts-section';
import { sectionMarkup } from './section';
import { tenantsSection } from './tenants-section';

/** A text of this project's own that the page carries, and the source by which its policy allows just that text. */
export interface PageAsset {
  readonly text: string;
  /** `sha256-` and the digest in Base64, as a content security policy takes it. */
  readonly hash: string;
}

export interface PageAssets {
  readonly style: PageAsset;
  readonly script: PageAsset;
}

/** The whole page as one file that needs no other and asks nobody. It can be read without its script. */
export function reportPage(content: PageContent, { style, script }: PageAssets): string {
  const sections = [
    fleetSection(content),
    planSection(content),
    rolloutsSection(content),
    tenantsSection(content),
    ledgerSection(content),
  ];
  const { name } = content.fleet;
  const policy = `default-src 'none'; style-src '${style.hash}'; script-src '${script.hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <title>${name}: the fleet</title>
        <link rel="icon" href="data:," />
        ${assetMarkup('style', style)}
      </head>
      <body>
        <a class="skip" href="#content">Skip to the content</a>
        <header class="top">
          <div class="title">
            <p class="product">Multiplex</p>
            <h1>${name}</h1>
            <p>
              As of <time datetime="${utcTime(content.at).replace(' ', 'T')}">${utcTime(content.at)}</time>
            </p>
          </div>
          <nav aria-label="Parts of the page">
            <ul>
              ${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li> `)}
            </ul>
          </nav>
        </header>
        <main id="content" tabindex="-1">${overviewMarkup(content)} ${sections.map(sectionMarkup)}</main>
        <footer>
          <p>Made by <code>npx multiplex report</code>. This file needs no network and sends nothing.</p>
        </footer>
        ${assetMarkup('script', script)}
      </body>
    </html> `.text;
}

/** Not a character may come to the text, or its hash is another one. */
function assetMarkup(element: 'style' | 'script', { text }: PageAsset): Markup {
  invariant(!text.includes('</'), 'an asset does not end its own element');
  return new Markup(`<${element}>${text}</${element}>`);
}
