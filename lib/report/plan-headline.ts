import { printable } from '../diagnostics/printable';
import type { Plan } from '../plan/plan-document';
import { plural } from './plural';

/** Most stacks that a headline names. */
const STACKS_NAMED = 3;

/** The answer in one line: `1 stack changes: tenants/rally-north. 11 tenants and 3 cells are byte-identical.` */
export function planHeadline({ changed, unchanged }: Plan): string {
  const others = unchangedText(unchanged);
  const same = others === '' ? '' : ` ${others} ${unchanged.count === 1 ? 'is' : 'are'} byte-identical.`;
  if (changed.length === 0) {
    return `Nothing changes.${same}`;
  }
  const parts = KINDS.flatMap(({ kind, one, many }) => {
    const stacks = changed.filter((change) => change.kind === kind).map(({ stack }) => stack);
    const verb = stacks.length === 1 ? one : many;
    return stacks.length === 0 ? [] : [`${plural(stacks.length, 'stack')} ${verb}: ${someOf(stacks)}.`];
  });
  return `${parts.join(' ')}${same}`;
}

/** `11 tenants and 3 cells`; of roles that tenants are deployed with only where there are some. */
function unchangedText({ tenants, access = 0, cells }: Plan['unchanged']): string {
  const parts = [
    ...(tenants > 0 ? [plural(tenants, 'tenant')] : []),
    ...(access > 0 ? [`the roles of ${plural(access, 'tenant')}`] : []),
    ...(cells > 0 ? [plural(cells, 'cell')] : []),
  ];
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

const KINDS = [
  { kind: 'changed', one: 'changes', many: 'change' },
  { kind: 'added', one: 'is added', many: 'are added' },
  { kind: 'removed', one: 'is removed', many: 'are removed' },
] as const;

function someOf(stacks: readonly string[]): string {
  const more = stacks.length - STACKS_NAMED;
  return `${stacks.slice(0, STACKS_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** What the refusals come to, or undefined where there is none. */
export function refusalLine({ refusals }: Plan): string | undefined {
  const standing = refusals.filter(({ reason }) => reason === undefined).length;
  const passed = refusals.length - standing;
  const parts = [
    ...(standing > 0 ? [`${plural(standing, 'refusal')} ${standing === 1 ? 'stands' : 'stand'}`] : []),
    ...(passed > 0 ? [`${plural(passed, 'refusal')} overridden`] : []),
  ];
  return parts.length === 0 ? undefined : `${parts.join(', ')}.`;
}

/** How much of a value is shown to people; the whole of it is in the JSON. */
const VALUE_SHOWN = 80;

/** A value on one line, cut. */
export function planValue(value: unknown): string {
  if (value === undefined) {
    return '(nothing)';
  }
  const text = printable(JSON.stringify(value));
  return text.length > VALUE_SHOWN ? `${text.slice(0, VALUE_SHOWN)}…` : text;
}
