import type { Plan } from './plan-document';

const INDENT = '  ';

/**
 * A plan as it is written: the text of `JSON.stringify(plan, undefined, 2)` and a line end, in parts, since that of ten
 * thousand changed stacks would fill the memory.
 */
export function* planJson(plan: Plan): Generator<string, void, void> {
  let opening = '{';
  for (const [key, value] of Object.entries(plan)) {
    if (value !== undefined) {
      yield `${opening}\n${INDENT}${JSON.stringify(key)}: `;
      yield* Array.isArray(value) && value.length > 0 ? listed(value) : [indented(value, INDENT)];
      opening = ',';
    }
  }
  yield '\n}\n';
}

function* listed(items: readonly unknown[]): Generator<string, void, void> {
  for (const [index, item] of items.entries()) {
    yield `${index === 0 ? '[' : ','}\n${INDENT}${INDENT}${indented(item, `${INDENT}${INDENT}`)}`;
  }
  yield `\n${INDENT}]`;
}

/** No line end of a text stands in its JSON. */
function indented(value: unknown, indent: string): string {
  return JSON.stringify(value, undefined, INDENT.length).replaceAll('\n', `\n${indent}`);
}
