import { codeownersText } from '../../lib/access/codeowners';

const TENANTS = [
  { id: 'acme', owners: ['@northlight/sports', 'board@acme.example'] },
  { id: 'vela', owners: ['@vela'] },
];

test('each tenant has the line of its folder, with all of its owners', () => {
  const lines = codeownersText(TENANTS)
    .split('\n')
    .filter((line) => !line.startsWith('#') && line !== '');
  expect(lines).toEqual(['/tenants/acme/ @northlight/sports board@acme.example', '/tenants/vela/ @vela']);
});

test('what is written by hand stays above, and what was written before is replaced', () => {
  const byHand = '* @northlight/platform\n/lib/ @northlight/platform';
  const first = codeownersText(TENANTS, byHand);
  expect(first.startsWith(`${byHand}\n#`)).toBe(true);
  const second = codeownersText(TENANTS.slice(1), first);
  expect(second).toBe(codeownersText(TENANTS.slice(1), `${byHand}\n`));
  expect(second).not.toContain('acme');
});

test('writing it again changes nothing', () => {
  const text = codeownersText(TENANTS, '* @northlight/platform\n');
  expect(codeownersText(TENANTS, text)).toBe(text);
});
