import { Module } from '@nestjs/common';
import {
  AccountLinkStore,
  AccountLinks,
  AccountWork,
  Activations,
  AddressChangeStore,
  AddressChanges,
  AddressConfirmations,
  Argon2PasswordHashing,
  AuditedWork,
  AuditTrail,
  CredentialCheck,
  CsrfTokens,
  IdentityProviderAdministration,
  IdentityProviderStore,
  KnownOrigins,
  Links,
  LinkTokens,
  NewPasswords,
  OrganizationStore,
  Organizations,
  PasswordProof,
  PersonStore,
  PrismaSessionStore,
  Profiles,
  Recovery,
  RelyingPartyCache,
  ResetLinks,
  SecondFactorStore,
  SecondFactors,
  SecretBox,
  Sessions,
  SignIn,
  SingleSignOnRule,
  SingleSignOns,
  Throttle,
} from '#libs/identity';
import { Clock } from '#libs/kernel';
import { Outbox } from '#libs/notifications';
import { RegistryDatabase } from '#prisma';
import { LinkSettings } from '../platform/link-settings.js';
import { SignInSettings } from '../platform/sign-in-settings.js';
import { RequestContext } from '../request/request-context.js';
import { IdentityServicesModule } from './identity-services.module.js';
import { NotificationServicesModule } from './notification-services.module.js';
import { provide, provideBy } from './provide.js';

/** Sessions, passwords, second factors and single sign-on, and what people do with their own accounts. */
@Module({
  imports: [IdentityServicesModule, NotificationServicesModule],
  providers: [
    provide(AccountWork, [RegistryDatabase, AuditTrail, Clock, PersonStore]),
    provide(PrismaSessionStore, [RegistryDatabase]),
    provide(Sessions, [SignInSettings, PrismaSessionStore, KnownOrigins, RequestContext, AccountWork]),
    provideBy(Argon2PasswordHashing, [SignInSettings], ({ passwordCost }) => new Argon2PasswordHashing(passwordCost)),
    provide(PasswordProof, [Throttle, Argon2PasswordHashing]),
    provide(NewPasswords, [PersonStore, PrismaSessionStore, Argon2PasswordHashing]),
    provide(Profiles, [PasswordProof, PersonStore, NewPasswords, AccountWork]),
    provideBy(
      SecondFactorStore,
      [RegistryDatabase, LinkSettings],
      (database, { key }) => new SecondFactorStore(database, new SecretBox(key, 'second factor')),
    ),
    provide(SecondFactors, [SecondFactorStore, Profiles, PasswordProof, Throttle, AccountWork]),
    provide(CredentialCheck, [Throttle, SecondFactors, PersonStore, Argon2PasswordHashing, AuditTrail]),
    provide(SignIn, [Sessions, CredentialCheck, RegistryDatabase]),
    provideBy(CsrfTokens, [LinkSettings], ({ key }) => new CsrfTokens(key)),
    provide(AccountLinkStore, [RegistryDatabase]),
    provide(AccountLinks, [AccountLinkStore, LinkTokens, PersonStore, Clock]),
    provide(Activations, [AccountLinks, NewPasswords, OrganizationStore, Sessions, AccountWork]),
    provide(ResetLinks, [AccountLinks, Outbox, Clock]),
    provide(Recovery, [Throttle, PersonStore, ResetLinks, NewPasswords, AccountWork]),
    provide(AddressChangeStore, [RegistryDatabase]),
    provide(AddressChanges, [Profiles, PersonStore, AddressChangeStore, Outbox, AccountWork]),
    provide(AddressConfirmations, [LinkTokens, AddressChangeStore, PersonStore, AccountLinks, AccountWork]),
    provideBy(
      IdentityProviderStore,
      [RegistryDatabase, LinkSettings],
      (database, { key }) => new IdentityProviderStore(database, new SecretBox(key, 'identity provider')),
    ),
    provide(IdentityProviderAdministration, [Organizations, IdentityProviderStore, AuditedWork]),
    provide(RelyingPartyCache, [IdentityProviderStore, Links, Clock]),
    provide(SingleSignOnRule, [PersonStore, OrganizationStore, AuditTrail]),
    provide(SingleSignOns, [IdentityProviderStore, RelyingPartyCache, SingleSignOnRule, Sessions, AuditedWork]),
  ],
  exports: [
    AccountLinkStore,
    AccountLinks,
    Activations,
    AddressChanges,
    AddressConfirmations,
    CredentialCheck,
    CsrfTokens,
    IdentityProviderAdministration,
    NewPasswords,
    PrismaSessionStore,
    Profiles,
    Recovery,
    SecondFactorStore,
    SecondFactors,
    Sessions,
    SignIn,
    SingleSignOns,
  ],
})
export class SignInServicesModule {}
