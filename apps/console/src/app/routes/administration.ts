// Files that are brought in, what was done, and what the operator looks after.
import { createRoute, notFound } from '@tanstack/react-router';
import { uuid } from '#libs/contracts/http';
import { auditSearch } from '../../features/audit/search';
import { connectionSearch } from '../../features/connections/search';
import { importRowSearch, importSearch } from '../../features/imports/search';
import { mailSearch } from '../../features/mails/search';
import { page } from '../page';
import { shell } from './shell';

const importPages = () => import('../pages/import-routes');

const imports = createRoute({
  getParentRoute: () => shell,
  path: '/imports',
  validateSearch: importSearch,
  component: page(importPages, 'ImportListRoute', 'imports', 'organizationChoice', 'table'),
});

const newImport = createRoute({
  getParentRoute: () => shell,
  path: '/imports/new',
  component: page(importPages, 'NewImportRoute', 'imports', 'organizationChoice', 'table'),
});

const oneImport = createRoute({
  getParentRoute: () => shell,
  path: '/imports/$importId',
  validateSearch: importRowSearch,
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.importId).success) throw notFound();
  },
  component: page(importPages, 'ImportRoute', 'imports', 'organizationChoice', 'table'),
});

const audit = createRoute({
  getParentRoute: () => shell,
  path: '/audit',
  validateSearch: auditSearch,
  component: page(() => import('../pages/audit-route'), 'AuditRoute', 'audit', 'table'),
});

const mails = createRoute({
  getParentRoute: () => shell,
  path: '/mails',
  validateSearch: mailSearch,
  component: page(() => import('../pages/mail-list-route'), 'MailListRoute', 'mails', 'table'),
});

const connections = createRoute({
  getParentRoute: () => shell,
  path: '/connections',
  validateSearch: connectionSearch,
  component: page(
    () => import('../pages/connection-list-route'),
    'ConnectionListRoute',
    'cause',
    'connections',
    'table',
  ),
});

const operation = createRoute({
  getParentRoute: () => shell,
  path: '/operation',
  component: page(() => import('../pages/operation-route'), 'OperationRoute', 'operation'),
});

const dispatch = createRoute({
  getParentRoute: () => shell,
  path: '/dispatch',
  component: page(() => import('../pages/dispatch-route'), 'DispatchRoute', 'dispatch', 'organizationChoice'),
});

export const administrationRoutes = [dispatch, imports, newImport, oneImport, audit, mails, connections, operation];
