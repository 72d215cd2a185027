import { Body, Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type IdentityProviderBody,
  type IdentityProviderChange,
  identityProvider,
  identityProviderChange,
  type OrganizationIdentityProviderBody,
  organizationIdentityProvider,
  organizationIdField,
} from '#libs/contracts/http';
import { type Actor, type IdentityProvider, IdentityProviderAdministration, Links } from '#libs/identity';
import type { OrganizationId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';

/** Where an organization's people may sign in instead. */
@ApiTags('Organizations')
@Controller('organizations/:id/identity-provider')
export class IdentityProviderController {
  constructor(
    private readonly identityProviders: IdentityProviderAdministration,
    private readonly links: Links,
  ) {}

  @Get()
  @Operation(
    'getIdentityProvider',
    'Get the identity provider of an organization',
    'By which identity provider the people of the organization sign in: address and client id, never the secret.',
  )
  @Refuses('identity.organization-unknown')
  @Answers(200, organizationIdentityProvider, 'What is set up, without the secret, or that nothing is.')
  async get(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
  ): Promise<OrganizationIdentityProviderBody> {
    const found = await this.identityProviders.get(actor, id);
    return { identityProvider: found ? this.#body(found) : null };
  }

  @Put()
  @Operation('putIdentityProvider', 'Set the identity provider of an organization')
  @Refuses('identity.issuer-unusable', 'identity.no-identity-provider', 'identity.organization-unknown')
  @Answers(200, identityProvider, 'Set up; its discovery document could be read.')
  async put(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
    @Body({ schema: identityProviderChange }) change: IdentityProviderChange,
  ): Promise<IdentityProviderBody> {
    return this.#body(await this.identityProviders.put(actor, id, change));
  }

  @Delete()
  @Operation(
    'removeIdentityProvider',
    'Remove the identity provider of an organization',
    'Its people sign in with address and password again.',
  )
  @Refuses('identity.no-identity-provider', 'identity.organization-unknown')
  @HttpCode(204)
  async remove(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: organizationIdField }) id: OrganizationId,
  ): Promise<void> {
    await this.identityProviders.remove(actor, id);
  }

  #body({ id, issuer, clientId, emailDomains, createdAt, updatedAt }: IdentityProvider): IdentityProviderBody {
    return {
      id,
      issuer,
      clientId,
      emailDomains: [...emailDomains],
      redirectUri: this.links.singleSignOn,
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
    };
  }
}
