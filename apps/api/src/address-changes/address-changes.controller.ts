import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { linkToken } from '#libs/contracts/http';
import { AddressConfirmations } from '#libs/identity';
import { Public } from '../auth/public.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { StrictRateLimit } from '../rate-limits/strict-rate-limit.js';

/** The links mailed to new sign-in addresses. */
@ApiTags('Sign-in and accounts')
@Controller('address-changes')
@Public()
export class AddressChangesController {
  constructor(private readonly confirmations: AddressConfirmations) {}

  @Post(':token')
  @StrictRateLimit()
  @Operation(
    'confirmAddressChange',
    'Confirm a new e-mail address by its link',
    'Makes the new address the sign-in name, once; needs no session, the mail may be read elsewhere.',
  )
  @Refuses('identity.one-time-link-expired', 'identity.one-time-link-unknown')
  @HttpCode(204)
  async confirm(@Param('token', { schema: linkToken }) token: string): Promise<void> {
    await this.confirmations.confirm(token);
  }
}
