import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  linkToken,
  type PasswordReset,
  type PasswordResetRequest,
  passwordReset,
  passwordResetRequest,
} from '#libs/contracts/http';
import { Recovery } from '#libs/identity';
import { Public } from '../auth/public.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { StrictRateLimit } from '../rate-limits/strict-rate-limit.js';
import { noSoonerThan } from '../request/same-time.js';

/** How long a request is answered after, milliseconds: two inserts more or less are lost in it. */
const ANSWERED_AFTER_MS = 250;

/** Forgotten passwords. */
@ApiTags('Sign-in and accounts')
@Controller('password-resets')
@Public()
export class PasswordResetsController {
  constructor(private readonly recovery: Recovery) {}

  @Post()
  @StrictRateLimit()
  @Operation(
    'requestPasswordReset',
    'Ask for a link to reset a password',
    'Mails a link, if there is an active account; the answer and its time are the same if there is none.',
  )
  @HttpCode(202)
  async request(@Body({ schema: passwordResetRequest }) { email }: PasswordResetRequest): Promise<void> {
    await noSoonerThan(ANSWERED_AFTER_MS, this.recovery.request(email));
  }

  @Post(':token')
  @StrictRateLimit()
  @Operation(
    'resetPassword',
    'Reset a password by its link',
    'Sets the password, once, and ends all sessions of the person.',
  )
  @Refuses(
    'identity.one-time-link-expired',
    'identity.one-time-link-unknown',
    'identity.password-common',
    'identity.password-is-address',
    'identity.password-length',
  )
  @HttpCode(204)
  async reset(
    @Param('token', { schema: linkToken }) token: string,
    @Body({ schema: passwordReset }) { password }: PasswordReset,
  ): Promise<void> {
    await this.recovery.reset(token, password);
  }
}
