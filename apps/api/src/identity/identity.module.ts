import { type FactoryProvider, Module, type Type } from '@nestjs/common';
import {
  Acceptance,
  Accounts,
  Activations,
  Actors,
  AddressChanges,
  ApiKeys,
  AuditTrail,
  AuditView,
  BulkInvitations,
  CodeThrottle,
  CsrfTokens,
  CustomRoles,
  type Identity,
  IdentityProviders,
  Invitations,
  identityOver,
  Links,
  LinkTokens,
  MemberAdministration,
  MemberRecovery,
  Members,
  OrganizationDeletion,
  OrganizationKeys,
  OrganizationMoves,
  Organizations,
  OutboxView,
  Profiles,
  Recovery,
  SecondFactors,
  SelfGrants,
  Sessions,
  SignIn,
  SingleSignOns,
} from '#libs/identity';
import { Clock } from '#libs/kernel';
import { RegistryDatabase } from '#prisma';
import { ActivationsController } from '../activations/activations.controller.js';
import { AddressChangesController } from '../address-changes/address-changes.controller.js';
import { ApiKeysController } from '../api-keys/api-keys.controller.js';
import { AuditEventsController } from '../audit-events/audit-events.controller.js';
import { SessionAnswer } from '../auth/session-answer.js';
import { BulkInvitationsController } from '../invitations/bulk-invitations.controller.js';
import { InvitationsController } from '../invitations/invitations.controller.js';
import { MeController } from '../me/me.controller.js';
import { OwnSessionsController } from '../me/own-sessions.controller.js';
import { CustomRolesController } from '../organizations/custom-roles.controller.js';
import { MemberRecoveryController } from '../organizations/member-recovery.controller.js';
import { MembersController } from '../organizations/members.controller.js';
import { OrganizationInvitationsController } from '../organizations/organization-invitations.controller.js';
import { OrganizationKeyController } from '../organizations/organization-key.controller.js';
import { OutboxMailsController } from '../outbox-mails/outbox-mails.controller.js';
import { PasswordResetsController } from '../password-resets/password-resets.controller.js';
import { LinkSettings } from '../platform/link-settings.js';
import { SignInSettings } from '../platform/sign-in-settings.js';
import { RequestContext } from '../request/request-context.js';
import { SecondFactorController } from '../second-factor/second-factor.controller.js';
import { SessionsController } from '../sessions/sessions.controller.js';
import { IdentityProviderController } from '../single-sign-ons/identity-provider.controller.js';
import { SingleSignOnsController } from '../single-sign-ons/single-sign-ons.controller.js';

/** Token of identity's services as a whole; everybody else asks for the single ones. */
const IDENTITY = Symbol('identity');

/** Lets one of identity's services be asked for by its class. */
function service<Name extends keyof Identity>(token: abstract new (...parts: never[]) => Identity[Name], name: Name) {
  const provide = token as Type<Identity[Name]>;
  const provider: FactoryProvider = { provide, inject: [IDENTITY], useFactory: (identity: Identity) => identity[name] };
  return provider;
}

/** Organizations, people, invitations and sessions. All rules are in `#libs/identity`; here they only get their parts. */
@Module({
  controllers: [
    SessionsController,
    MeController,
    OwnSessionsController,
    SecondFactorController,
    PasswordResetsController,
    AddressChangesController,
    ActivationsController,
    InvitationsController,
    OrganizationKeyController,
    CustomRolesController,
    MembersController,
    MemberRecoveryController,
    BulkInvitationsController,
    OrganizationInvitationsController,
    ApiKeysController,
    SingleSignOnsController,
    IdentityProviderController,
    AuditEventsController,
    OutboxMailsController,
  ],
  providers: [
    {
      provide: IDENTITY,
      inject: [RegistryDatabase, Clock, LinkSettings, SignInSettings, RequestContext],
      useFactory: (
        database: RegistryDatabase,
        clock: Clock,
        links: LinkSettings,
        signIn: SignInSettings,
        origin: RequestContext,
      ): Identity =>
        identityOver({ database, clock, origin, publicUrl: links.publicUrl, linkKey: links.key, ...signIn }),
    },
    service(Acceptance, 'acceptance'),
    service(Accounts, 'accounts'),
    service(Activations, 'activations'),
    service(Actors, 'actors'),
    SessionAnswer,
    service(ApiKeys, 'apiKeys'),
    service(AuditTrail, 'audit'),
    service(SingleSignOns, 'singleSignOns'),
    service(IdentityProviders, 'identityProviders'),
    service(BulkInvitations, 'bulkInvitations'),
    service(Invitations, 'invitations'),
    service(Links, 'links'),
    service(MemberAdministration, 'memberAdministration'),
    service(Members, 'members'),
    service(MemberRecovery, 'memberRecovery'),
    service(SelfGrants, 'selfGrants'),
    service(CustomRoles, 'customRoles'),
    service(OrganizationDeletion, 'organizationDeletion'),
    service(OrganizationMoves, 'organizationMoves'),
    service(OrganizationKeys, 'organizationKeys'),
    service(LinkTokens, 'linkTokens'),
    service(CodeThrottle, 'codeThrottle'),
    service(Organizations, 'organizations'),
    service(AuditView, 'auditView'),
    service(OutboxView, 'outboxView'),
    service(Profiles, 'profiles'),
    service(Sessions, 'sessions'),
    service(CsrfTokens, 'csrfTokens'),
    service(SignIn, 'signIn'),
    service(SecondFactors, 'secondFactors'),
    service(Recovery, 'recovery'),
    service(AddressChanges, 'addressChanges'),
  ],
  exports: [
    Accounts,
    Actors,
    ApiKeys,
    AuditTrail,
    CodeThrottle,
    CsrfTokens,
    OrganizationDeletion,
    OrganizationKeys,
    OrganizationMoves,
    Organizations,
    Profiles,
    Sessions,
    LinkTokens,
  ],
})
export class IdentityModule {}
