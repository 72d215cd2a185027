import { RouteTable } from './route-table.js';

const table = new RouteTable();
table.add(['GET', 'HEAD'], '/api/v1/organizations/:id');
table.add('PATCH', '/api/v1/organizations/:id');
table.add('GET', '/api/v1/organizations/own');

describe('RouteTable', () => {
  it.each([
    { url: '/api/v1/organizations/7', methods: ['GET', 'HEAD', 'PATCH'] },
    { url: '/api/v1/organizations/7?limit=1', methods: ['GET', 'HEAD', 'PATCH'] },
    { url: '/api/v1/organizations/own', methods: ['GET', 'HEAD', 'PATCH'] },
    { url: '/api/v1/organizations/', methods: [] },
    { url: '/api/v1/organizations', methods: [] },
    { url: '/api/v1/organizations/7/members', methods: [] },
    { url: '/API/v1/organizations/7', methods: [] },
    { url: '', methods: [] },
  ])('$url knows $methods', ({ url, methods }) => {
    expect(table.methodsOf(url)).toEqual(methods);
  });
});
