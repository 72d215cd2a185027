import { readdirSync, readFileSync } from 'node:fs';

const built = 'dist/console/built';
const textOf = (name: string) => readFileSync(`${built}/${name}`, 'utf8');

describe('the built console', () => {
  const document = readFileSync('dist/console/index.html', 'utf8');
  const scripts = [...document.matchAll(/<script type="module"[^>]* src="\/built\/([^"]+)"/g)].map(
    ([, name = '']) => name,
  );

  it('begins with few files, which run one after the other: Zod, libraries, contracts, then its own frame', () => {
    expect(scripts.map((name) => name.replace(/-.{8}\.js$/, ''))).toEqual([
      'rolldown-runtime',
      'zod',
      'libraries',
      'contracts',
      'frame',
    ]);
    expect(document).not.toContain('modulepreload');
  });

  it('holds the contracts without the descriptions that stand in the OpenAPI document', () => {
    const source = readFileSync('libs/contracts/src/http/asset-configuration.ts', 'utf8');
    expect(source).toContain(".describe('Whom to tell, and how.')");
    const holding = readdirSync(built).filter(
      (name) => name.endsWith('.js') && textOf(name).includes('Whom to tell, and how.'),
    );
    expect(holding).toEqual([]);
  });
});
