import { type FactoryProvider, Module, type Type } from '@nestjs/common';
import {
  Acceptance,
  Accounts,
  Activations,
  Actors,
  AddressChanges,
  ApiKeys,
  AuditedWork,
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
import { LinkSettings } from '../platform/link-settings.js';
import { SignInSettings } from '../platform/sign-in-settings.js';
import { RequestContext } from '../request/request-context.js';
import { provide } from './provide.js';

/** Token of identity's services as a whole; everybody else asks for the single ones. */
const IDENTITY = Symbol('identity');

/** Lets one of identity's services be asked for by its class. */
function service<Name extends keyof Identity>(token: abstract new (...parts: never[]) => Identity[Name], name: Name) {
  const provider: FactoryProvider = {
    provide: token as Type<Identity[Name]>,
    inject: [IDENTITY],
    useFactory: (identity: Identity) => identity[name],
  };
  return provider;
}

/** Organizations, people, invitations and sessions. All rules are in `#libs/identity`; here they only get their parts. */
@Module({
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
    provide(AuditedWork, [RegistryDatabase, AuditTrail, Clock]),
    service(Acceptance, 'acceptance'),
    service(Accounts, 'accounts'),
    service(Activations, 'activations'),
    service(Actors, 'actors'),
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
    Acceptance,
    Accounts,
    Activations,
    Actors,
    ApiKeys,
    AuditTrail,
    SingleSignOns,
    AuditedWork,
    IdentityProviders,
    BulkInvitations,
    Invitations,
    Links,
    MemberAdministration,
    Members,
    MemberRecovery,
    SelfGrants,
    CustomRoles,
    OrganizationDeletion,
    OrganizationMoves,
    OrganizationKeys,
    CodeThrottle,
    Organizations,
    AuditView,
    OutboxView,
    Profiles,
    Sessions,
    LinkTokens,
    CsrfTokens,
    SignIn,
    SecondFactors,
    Recovery,
    AddressChanges,
  ],
})
export class IdentityServicesModule {}
