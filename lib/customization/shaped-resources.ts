import type { ShapedResource } from './customization-report';
import { shownPath, wholesAround } from './fact-path';
import type { TemplateFacts } from './template-facts';

/** What of a template is there, or as it is, because of a key: the template without the key, and the one with it. */
export function shapedResources(without: TemplateFacts, within: TemplateFacts): readonly ShapedResource[] {
  return partsOf([without, within])
    .filter((part) => without.textOf(part) !== within.textOf(part))
    .flatMap((part): readonly ShapedResource[] => {
      const type = within.typeOf(part) ?? without.typeOf(part) ?? '';
      const [had, has] = [without.textOf(part) !== '', within.textOf(part) !== ''];
      if (!had || !has) {
        return [{ logicalId: part, type, change: has ? 'added' : 'removed', properties: [] }];
      }
      const paths = shapedPaths(part, without, within).map((path) =>
        shownPath(widestOnOneSide(path, without.wholesOf(part), within.wholesOf(part))),
      );
      const properties = [...new Set(paths)].sort();
      return properties.length === 0 ? [] : [{ logicalId: part, type, change: 'changed', properties }];
    });
}

/** Of what comes or goes as a whole, the whole: a behaviour, and not each of its values. */
function widestOnOneSide(path: string, before: ReadonlySet<string>, after: ReadonlySet<string>): string {
  return wholesAround(path).find((whole) => before.has(whole) !== after.has(whole)) ?? path;
}

/** Every single place that is there, or as it is, because of a key, by {@link placeName}. */
export function shapedPlaces(without: TemplateFacts, within: TemplateFacts): readonly string[] {
  return partsOf([without, within])
    .filter((part) => without.textOf(part) !== within.textOf(part))
    .flatMap((part) => shapedPaths(part, without, within).map((path) => placeName(part, path)));
}

/** A place of a template, as one text. */
export function placeName(part: string, path: string): string {
  return `${part} ${path}`;
}

function shapedPaths(part: string, without: TemplateFacts, within: TemplateFacts): readonly string[] {
  const [before, after] = [without.factsOf(part), within.factsOf(part)];
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (path) => before.get(path) !== after.get(path),
  );
}

/** Every part that any of the templates has, ordered by name; what is no resource comes last. */
export function partsOf(templates: readonly TemplateFacts[]): readonly string[] {
  const parts = new Set(templates.flatMap((template) => template.parts));
  return [...[...parts].filter((part) => part !== '').sort(), ''];
}
