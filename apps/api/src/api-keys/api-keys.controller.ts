import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type ApiKeyBody,
  type ApiKeyQuery,
  apiKeyPage,
  apiKeyQuery,
  type CreatedApiKeyBody,
  createdApiKey,
  type NewApiKey,
  newApiKey,
  organizationIdField,
  uuid,
} from '#libs/contracts/http';
import { type Actor, type ApiKey, ApiKeys, stateOfKey } from '#libs/identity';
import { Clock, type OrganizationId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { pageFrom } from '../request/page.js';

/** Keys with which programs act for an organization. */
@ApiTags('People and access')
@Controller('organizations/:id/api-keys')
export class ApiKeysController {
  constructor(
    private readonly apiKeys: ApiKeys,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Operation('listApiKeys', 'List the API keys of an organization')
  @Refuses('identity.organization-unknown')
  @Answers(200, apiKeyPage, 'Newest first, those that ended among them.')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Query({ schema: apiKeyQuery }) { limit, cursor }: ApiKeyQuery,
  ) {
    const rows = await this.apiKeys.list(actor, id, limit + 1, cursor?.[0]);
    return pageFrom(
      rows,
      limit,
      (row) => this.#body(row),
      (row) => [row.id],
    );
  }

  @Post()
  @Operation('createApiKey', 'Create an API key')
  @Refuses(
    'identity.api-key-action',
    'identity.api-key-expiry',
    'identity.api-key-limit',
    'identity.organization-unknown',
  )
  @Answers(201, createdApiKey, 'The key; it is in this answer and nowhere else.')
  async create(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Body({ schema: newApiKey }) draft: NewApiKey,
  ): Promise<CreatedApiKeyBody> {
    const { apiKey, key } = await this.apiKeys.create(actor, id, draft);
    return { ...this.#body(apiKey), key };
  }

  @Delete(':apiKeyId')
  @Operation(
    'revokeApiKey',
    'Revoke an API key',
    'Ends the key at once: its next request is 401. For administrators of the organization.',
  )
  @Refuses('identity.api-key-unknown', 'identity.organization-unknown')
  @HttpCode(204)
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Param('apiKeyId', { schema: uuid }) apiKeyId: string,
  ): Promise<void> {
    await this.apiKeys.revoke(actor, id, apiKeyId);
  }

  #body(apiKey: ApiKey): ApiKeyBody {
    return {
      id: apiKey.id,
      name: apiKey.name,
      actions: [...apiKey.actions],
      state: stateOfKey(apiKey, this.clock.now()),
      createdById: apiKey.createdById,
      createdAt: apiKey.createdAt.toISOString(),
      expiresAt: apiKey.expiresAt.toISOString(),
      lastUsedAt: apiKey.lastUsedAt?.toISOString() ?? null,
      revokedAt: apiKey.revokedAt?.toISOString() ?? null,
    };
  }
}
