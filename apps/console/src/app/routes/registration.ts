// Registration and certificates.
import { createRoute, notFound, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { uuid } from '#libs/contracts/http';
import { newUuid } from '#libs/kernel';
import { certificateSearch } from '../../features/certificates/search';
import { page } from '../page';
import { shell } from './shell';

const register = createRoute({
  getParentRoute: () => shell,
  path: '/register',
  beforeLoad: () => {
    throw redirect({ to: '/register/$draftId', params: { draftId: newUuid(new Date()) }, replace: true });
  },
});

const registerDraft = createRoute({
  getParentRoute: () => shell,
  path: '/register/$draftId',
  validateSearch: z.object({ customer: uuid.optional().catch(undefined), request: uuid.optional().catch(undefined) }),
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.draftId).success) throw notFound();
  },
  component: page(() => import('../pages/register-route'), 'RegisterRoute', 'registration'),
});

const certificates = createRoute({
  getParentRoute: () => shell,
  path: '/certificates',
  validateSearch: certificateSearch,
  component: page(() => import('../pages/certificate-list-route'), 'CertificateListRoute', 'certificates', 'devices'),
});

const certificate = createRoute({
  getParentRoute: () => shell,
  path: '/certificates/$deviceId',
  beforeLoad: ({ params }) => {
    if (!uuid.safeParse(params.deviceId).success) throw notFound();
  },
  component: page(
    () => import('../pages/certificate-route'),
    'CertificateRoute',
    'cause',
    'certificates',
    'firstConnection',
  ),
});

export const registrationRoutes = [register, registerDraft, certificates, certificate];
