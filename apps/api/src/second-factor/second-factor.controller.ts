import { Body, Controller, Delete, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  type BegunSecondFactorBody,
  begunSecondFactor,
  type RecoveryCodesBody,
  recoveryCodes,
  type SecondFactorConfirmation,
  type SecondFactorRemoval,
  secondFactorConfirmation,
  secondFactorRemoval,
} from '#libs/contracts/http';
import { type Actor, SecondFactors } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { PeopleOnly } from '../auth/people-only.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';

/** The signed-in person's second factor. */
@ApiTags('Sign-in and accounts')
@Controller('me/second-factor')
@PeopleOnly()
export class SecondFactorController {
  constructor(private readonly secondFactors: SecondFactors) {}

  @Post()
  @Operation(
    'beginSecondFactor',
    'Begin to set up a second factor',
    'Sign-in asks for nothing before the confirmation; doing it again makes another secret.',
  )
  @Refuses('identity.second-factor-active')
  @Answers(201, begunSecondFactor, 'The secret for an authenticator app, in this answer and nowhere else.')
  async begin(@CurrentActor() actor: Actor): Promise<BegunSecondFactorBody> {
    const { secret, uri } = await this.secondFactors.begin(actor);
    return { secret, uri };
  }

  @Post('confirmation')
  @Operation('confirmSecondFactor', 'Confirm a second factor')
  @Refuses(
    'identity.second-factor-active',
    'identity.second-factor-code-wrong',
    'identity.second-factor-missing',
    'identity.sign-in-locked',
  )
  @Answers(201, recoveryCodes, 'Sign-in asks for a code from now on; the recovery codes are in this answer only.')
  async confirm(
    @CurrentActor() actor: Actor,
    @Body({ schema: secondFactorConfirmation }) { code }: SecondFactorConfirmation,
  ): Promise<RecoveryCodesBody> {
    return { recoveryCodes: [...(await this.secondFactors.confirm(actor, code))] };
  }

  @Delete()
  @Operation(
    'removeSecondFactor',
    'Remove your second factor',
    'Turns the second factor off, and its recovery codes with it. Asks for the password and a code.',
  )
  @Refuses(
    'identity.current-password-wrong',
    'identity.second-factor-code-wrong',
    'identity.second-factor-missing',
    'identity.sign-in-locked',
  )
  @HttpCode(204)
  async remove(
    @CurrentActor() actor: Actor,
    @Body({ schema: secondFactorRemoval }) { password, code }: SecondFactorRemoval,
  ): Promise<void> {
    await this.secondFactors.remove(actor, password, code);
  }
}
