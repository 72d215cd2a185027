interface Route {
  readonly method: string;
  readonly segments: readonly string[];
}

/** The addresses the API knows, to tell a wrong method (405) from a wrong address (404). */
export class RouteTable {
  readonly #routes: Route[] = [];

  /** @param url template as the router knows it, such as `/api/v1/organizations/:id` */
  add(methods: string | readonly string[], url: string): void {
    for (const method of [methods].flat()) this.#routes.push({ method, segments: url.split('/') });
  }

  /** The methods this URL can be asked with, sorted; empty for an unknown address. */
  methodsOf(url: string): readonly string[] {
    const [path = ''] = url.split('?', 1);
    const segments = path.split('/');
    const matching = this.#routes.filter((route) => matches(route.segments, segments));
    return [...new Set(matching.map(({ method }) => method))].sort();
  }
}

function matches(template: readonly string[], path: readonly string[]): boolean {
  return (
    template.length === path.length &&
    template.every((segment, index) => (segment.startsWith(':') ? path[index] !== '' : segment === path[index]))
  );
}
