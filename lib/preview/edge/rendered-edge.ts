import { invariant } from '../../diagnostics/invariant';
import type { EdgeBehavior, EdgeDescription, EdgeOrigin } from './edge-description';
import type { EdgeAnswer, EdgeDataPlane, EdgeRequest, Headers } from './edge-data-plane';
import { functionEvent, parseVerdict } from './function-event';
import type { FunctionVerdict } from './function-event';
import type { Origin, OriginRequest } from './origin';
import { comparablePath, matchesPath } from './path-pattern';
import { withPolicy } from './response-headers';
import type { ViewerFunctions } from './viewer-function';

/** Who answers in place of each origin of the distribution. */
export type Origins = ReadonlyMap<EdgeOrigin, Origin>;

/** What an edge answers by itself, such as a method that a behaviour does not allow. */
export type EdgeFault = (status: number, says: string) => EdgeAnswer;

export interface RenderedEdgeProps {
  readonly edge: EdgeDescription;
  readonly origins: Origins;
  readonly fault: EdgeFault;
  readonly functions: ViewerFunctions;
}

/** A distribution that is played from its description, request by request; nothing is kept between them. */
export class RenderedEdge implements EdgeDataPlane {
  readonly #edge: EdgeDescription;
  readonly #origins: Origins;
  readonly #fault: EdgeFault;
  readonly #functions: ViewerFunctions;

  constructor({ edge, origins, fault, functions }: RenderedEdgeProps) {
    this.#edge = edge;
    this.#origins = origins;
    this.#fault = fault;
    this.#functions = functions;
  }

  async answer(request: EdgeRequest): Promise<EdgeAnswer> {
    const path = comparablePath(request.path);
    if (path === undefined) {
      return this.#fault(400, 'The path of the request is no path.');
    }
    const behavior = this.#behaviorFor(path);
    const answer = await this.#answerBy(behavior, request);
    const headers = withPolicy(answer.headers, behavior.headers);
    return { ...answer, headers };
  }

  #behaviorFor(path: string): EdgeBehavior {
    const behavior = this.#edge.behaviors.find(({ pattern }) => matchesPath(pattern, path));
    invariant(behavior !== undefined, 'the default behaviour takes every path');
    return behavior;
  }

  async #answerBy(behavior: EdgeBehavior, request: EdgeRequest): Promise<EdgeAnswer> {
    if (!behavior.methods.includes(request.method)) {
      return this.#fault(403, `${behavior.pattern} does not allow the method ${request.method}.`);
    }
    const verdict = await this.#verdictOf(behavior, request);
    if (verdict.kind === 'answer') {
      return verdict.answer;
    }
    const { query, headers } = verdict;
    const root = this.#edge.rootObject;
    const path = verdict.uri === '/' && root !== undefined ? `/${root}` : verdict.uri;
    const answer = this.#ask(behavior.origin, { method: request.method, path, query, headers });
    return this.#withErrorPage(answer, { method: request.method, query: '', headers });
  }

  async #verdictOf({ viewerRequest: code }: EdgeBehavior, request: EdgeRequest): Promise<FunctionVerdict> {
    const { path: uri, query, headers } = request;
    if (code === undefined) {
      return { kind: 'request', uri, query, headers };
    }
    const outcome = await this.#functions.of(code).run(functionEvent(request));
    if ('fault' in outcome) {
      const says = `The viewer-request function failed: ${outcome.fault}`;
      return { kind: 'answer', answer: this.#fault(503, says) };
    }
    try {
      return parseVerdict(outcome.returned);
    } catch {
      const says = 'The viewer-request function returned neither a request nor a response.';
      return { kind: 'answer', answer: this.#fault(502, says) };
    }
  }

  #ask(id: string, request: OriginRequest): EdgeAnswer {
    const origin = this.#edge.origins.get(id);
    const answering = origin === undefined ? undefined : this.#origins.get(origin);
    if (origin === undefined || answering === undefined) {
      return this.#fault(502, `The distribution has no origin ${id}, which a behaviour of it names.`);
    }
    const headers: Headers = { ...request.headers, ...origin.headers };
    return answering.fetch({ ...request, path: `${origin.path}${request.path}`, headers });
  }

  /** An error page is a path of the same distribution; it is asked for without another function. */
  #withErrorPage(answer: EdgeAnswer, request: Omit<OriginRequest, 'path'>): EdgeAnswer {
    const page = this.#edge.errorPages.find(({ status }) => status === answer.status)?.instead;
    if (page === undefined) {
      return answer;
    }
    const { origin } = this.#behaviorFor(page.path);
    const instead = this.#ask(origin, { ...request, method: 'GET', path: page.path });
    return instead.status === 200 ? { ...instead, status: page.status } : answer;
  }
}
