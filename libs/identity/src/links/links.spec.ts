import { LinkTokens, newLinkKey } from './link-tokens.js';
import { Links } from './links.js';

const tokens = new LinkTokens(newLinkKey());
const id = '01890a5d-ac96-774b-bcce-b302099a8057';

describe('Links', () => {
  it.each([
    ['invitation', 'https://fieldgate.example', 'https://fieldgate.example/invitation/'],
    ['activation', 'https://fieldgate.example/', 'https://fieldgate.example/activate/'],
    ['password', 'http://localhost:8080/fieldgate', 'http://localhost:8080/fieldgate/activate/'],
  ] as const)('writes a link of kind %s under %s', (kind, publicUrl, beginning) => {
    const { url, token } = new Links(publicUrl, tokens).linkTo(kind, id);
    expect(url).toBe(`${beginning}${token}`);
    expect(tokens.read(token, [kind])).toEqual({ kind, id });
  });
});
