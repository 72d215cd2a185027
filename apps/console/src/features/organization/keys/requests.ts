import { z } from 'zod';
import { type ApiKeyBody, apiKeyPage, createdApiKey } from '#libs/contracts/http';
import { ask } from '../../../app/http';
import { listOf } from '../requests';

export const apiKeysQuery = (id: string) => listOf<ApiKeyBody>(id, 'api-keys', apiKeyPage);

export interface ApiKeyDraft {
  readonly name: string;
  readonly actions: readonly string[];
  /** RFC 3339. */
  readonly expiresAt: string;
}

export const createApiKey = (id: string, body: ApiKeyDraft) =>
  ask({ method: 'POST', path: `/organizations/${id}/api-keys`, body, answer: createdApiKey });

export const revokeApiKey = (id: string, apiKeyId: string) =>
  ask({ method: 'DELETE', path: `/organizations/${id}/api-keys/${apiKeyId}`, answer: z.undefined() });
