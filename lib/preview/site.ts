import type { EdgeAnswer, EdgeRequest } from './edge/edge-data-plane';
import { faultPage } from './pages/fault-page';
import { fleetPage, TENANTS_A_PAGE } from './pages/fleet-page';
import { limitsPage } from './pages/limits-page';
import { liveScript, PREVIEW_PREFIX } from './pages/page';
import { problemsPage } from './pages/problems-page';
import { tenantPage } from './pages/tenant-page';
import type { Screens, ShownTenant } from './screens';
import type { TenantLine } from './tenant-line';

const READ_METHODS = ['GET', 'HEAD'];
const NO_STORE = { 'cache-control': 'no-store' };

export interface SiteProps {
  /** Name of the fleet. */
  readonly fleet: string;
  readonly ids: () => readonly string[];
  readonly lineOf: (id: string) => TenantLine;
  readonly screens: Screens;
  /** The preview's own files, by path. */
  readonly assets: ReadonlyMap<string, EdgeAnswer>;
  /** Where a tenant is shown, or with no id the fleet. */
  readonly urlOf: (id?: string) => string;
}

/** What the preview answers: the fleet's list on one host, and each tenant's distribution on a host of its own. */
export class Site {
  readonly #props: SiteProps;

  constructor(props: SiteProps) {
    this.#props = props;
  }

  answerFleet({ method, path, query }: EdgeRequest): EdgeAnswer {
    if (!READ_METHODS.includes(method)) {
      return faultPage(405, 'A preview is looked at and never written to.');
    }
    switch (path) {
      case '/':
        return unstored(this.#listing(new URLSearchParams(query)));
      case '/limits':
        return unstored(limitsPage());
      default:
        return this.#props.assets.get(path) ?? faultPage(404, `There is nothing at ${path}.`);
    }
  }

  async answerTenant(id: string, request: EdgeRequest): Promise<EdgeAnswer> {
    const { screens, urlOf } = this.#props;
    if (request.path.startsWith(PREVIEW_PREFIX) && request.path !== PREVIEW_PREFIX) {
      return this.#props.assets.get(request.path) ?? faultPage(404, `There is nothing at ${request.path}.`);
    }
    const shown = await screens.show(id);
    const { screen } = shown;
    if (screen === undefined) {
      return unstored(problemsPage(id, shown.problems));
    }
    const answer =
      request.path === PREVIEW_PREFIX
        ? tenantPage(shown, screen, urlOf())
        : withLiveScript(await screen.plane.answer(request), shown);
    return unstored(answer);
  }

  #listing(query: URLSearchParams): EdgeAnswer {
    const { fleet, ids, lineOf, urlOf } = this.#props;
    const all = ids();
    const search = query.get('q') ?? '';
    const found = all.filter((id) => id.includes(search.toLowerCase()));
    const page = Math.max(1, Math.trunc(Number(query.get('page') ?? 1)) || 1);
    const first = (page - 1) * TENANTS_A_PAGE;
    const lines = found.slice(first, first + TENANTS_A_PAGE).map(lineOf);
    return fleetPage({ fleet, total: all.length, found: found.length, search, page, lines, urlOf });
  }
}

/** The player's page with what has it loaded anew when its tenant changes: all that a viewer would not get. */
function withLiveScript(answer: EdgeAnswer, { screen }: ShownTenant): EdgeAnswer {
  if (answer.status !== 200 || !(answer.headers['content-type'] ?? '').startsWith('text/html')) {
    return answer;
  }
  const page = Buffer.from(answer.body).toString();
  const live = liveScript(screen?.revision ?? '').text;
  return { ...answer, body: Buffer.from(page.replace('</head>', () => `${live}</head>`)) };
}

function unstored(answer: EdgeAnswer): EdgeAnswer {
  return { ...answer, headers: { ...answer.headers, ...NO_STORE } };
}
