import { newUuid } from '#libs/kernel';
import { siteChange, siteDraft } from './site.js';

const draft = { organizationId: newUuid(new Date()), name: 'Depot' };

describe.each([
  ['a new site', (position: object) => siteDraft.safeParse({ ...draft, ...position })],
  ['a changed site', (position: object) => siteChange.safeParse(position)],
])('the position of %s', (_, parse) => {
  it.each([
    { lat: 0, lon: 0 },
    { lat: -0, lon: 0 },
  ])('is not %j, where no map shows it', (position) => {
    expect(parse(position).error?.issues).toMatchObject([
      { path: ['lat'], message: expect.stringContaining('no position') },
    ]);
  });

  it.each([{ lat: 0, lon: 9.4 }, { lat: 51.5, lon: 0 }, {}])('may be %j', (position) => {
    expect(parse(position).success).toBe(true);
  });
});
