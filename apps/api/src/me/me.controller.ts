import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type AddressChangeBody,
  addressChange,
  type PasswordChange,
  type ProfileBody,
  type ProfileChange,
  passwordChange,
  profile,
  profileChange,
} from '#libs/contracts/http';
import {
  type Actor,
  AddressChanges,
  CsrfTokens,
  type Profile,
  Profiles,
  reachesFrom,
  SecondFactors,
} from '#libs/identity';
import { BeforePasswordChange } from '../auth/before-password-change.js';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';

/** The signed-in person. */
@ApiTags('Sign-in and accounts')
@Controller('me')
@PeopleOnly()
export class MeController {
  constructor(
    private readonly profiles: Profiles,
    private readonly csrfTokens: CsrfTokens,
    private readonly secondFactors: SecondFactors,
    private readonly addressChanges: AddressChanges,
  ) {}

  @Get()
  @Operation('getProfile', 'Get your profile')
  @BeforePasswordChange()
  @Answers(200, profile, 'Who is signed in, and where they belong.')
  async get(@CurrentActor() actor: Actor): Promise<ProfileBody> {
    return this.#body(actor, await this.profiles.get(actor));
  }

  @Patch()
  @Operation(
    'changeProfile',
    'Change your profile',
    'Changes your own name, telephone number, language or time zone; what is absent stays.',
  )
  @Answers(200, profile, 'The profile as it is now.')
  async change(
    @CurrentActor() actor: Actor,
    @Body({ schema: profileChange }) body: ProfileChange,
  ): Promise<ProfileBody> {
    return this.#body(actor, await this.profiles.change(actor, body));
  }

  @Post('password')
  @Operation(
    'changePassword',
    'Change your password',
    'Asks for the current password, and ends all other sessions of yours.',
  )
  @Refuses(
    'identity.current-password-wrong',
    'identity.password-common',
    'identity.password-is-address',
    'identity.password-length',
    'identity.sign-in-locked',
  )
  @BeforePasswordChange()
  @HttpCode(204)
  async changePassword(
    @CurrentActor() actor: Actor,
    @Body({ schema: passwordChange }) { currentPassword, newPassword }: PasswordChange,
  ): Promise<void> {
    await this.profiles.changePassword(actor, currentPassword, newPassword);
  }

  @Post('address-change')
  @Operation(
    'requestAddressChange',
    'Ask for another e-mail address',
    'Mails a link to the new address; nothing changes before it is followed.',
  )
  @Refuses('identity.current-password-wrong', 'identity.sign-in-locked')
  @HttpCode(202)
  async changeAddress(
    @CurrentActor() actor: Actor,
    @Body({ schema: addressChange }) { email, password }: AddressChangeBody,
  ): Promise<void> {
    await this.addressChanges.request(actor, email, password);
  }

  async #body(actor: Actor, { person, memberships }: Profile): Promise<ProfileBody> {
    const { isActive, recoveryCodesLeft } = await this.secondFactors.stateOf(person.id);
    return {
      id: person.id,
      email: person.email,
      firstName: person.firstName,
      lastName: person.lastName,
      phone: person.phone,
      language: person.language ?? null,
      timeZone: person.timeZone ?? null,
      secondFactor: { active: isActive, recoveryCodesLeft },
      csrfToken: this.csrfTokens.tokenFor(actor.sessionId),
      passwordChange: actor.passwordChange ?? null,
      memberships: memberships.map(({ organization, role }) => ({
        organizationId: organization.id,
        name: organization.name,
        kind: organization.kind,
        role,
        homeDashboard: organization.homeDashboard,
        actions: reachesFrom(actor, organization.id),
      })),
    };
  }
}
