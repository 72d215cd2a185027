// Files that are brought in, what was done, and what the operator looks after.
import { createRoute, lazyRouteComponent, notFound } from '@tanstack/react-router';
import { uuid } from '#libs/contracts/http';
import { auditSearch } from '../../features/audit/search';
import { connectionSearch } from '../../features/connections/search';
import { importRowSearch, importSearch } from '../../features/imports/search';
import { mailSearch } from '../../features/mails/search';
import { shell } from './shell';

const importPages = () => import('../pages/import-routes');

const imports = createRoute({
  getParentRoute: () => shell,
  path: '/imports',
  validateSearch: importSearch,
  component: lazyRouteComponent(importPages, 'ImportListRoute'),
});

const newImport = createRoute({
  getParentRoute: () => shell,
  path: '/imports/new',
  component: lazyRouteComponent(importPages, 'NewImportRoute'),
});

const oneImport = createRoute({
  getParentRoute: () => shell,
  path: '/imports/$importId',
  validateSearch: importRowSearch,
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.importId).success) throw notFound();
  },
  component: lazyRouteComponent(importPages, 'ImportRoute'),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('../pages/audit-route'), 'AuditRoute'),
});

const mails = createRoute({
  getParentRoute: () => shell,
  path: '/mails',
  validateSearch: mailSearch,
  component: lazyRouteComponent(() => import('../pages/mail-list-route'), 'MailListRoute'),
});

const connections = createRoute({
  getParentRoute: () => shell,
  path: '/connections',
  validateSearch: connectionSearch,
  component: lazyRouteComponent(() => import('../pages/connection-list-route'), 'ConnectionListRoute'),
});

const operation = createRoute({
  getParentRoute: () => shell,
  path: '/operation',
  component: lazyRouteComponent(() => import('../pages/operation-route'), 'OperationRoute'),
});

const dispatch = createRoute({
  getParentRoute: () => shell,
  path: '/dispatch',
  component: lazyRouteComponent(() => import('../pages/dispatch-route'), 'DispatchRoute'),
});

export const administrationRoutes = [dispatch, imports, newImport, oneImport, audit, mails, connections, operation];
