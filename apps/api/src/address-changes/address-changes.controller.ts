import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { linkToken } from '#libs/contracts';
import { AddressChanges } from '#libs/identity';
import { Public } from '../auth/public.js';

/** The links mailed to new sign-in addresses. */
@Controller('address-changes')
@Public()
export class AddressChangesController {
  constructor(private readonly addressChanges: AddressChanges) {}

  /** Makes the new address the sign-in name, once; needs no session, the mail may be read elsewhere. */
  @Post(':token')
  @HttpCode(204)
  async confirm(@Param('token', { schema: linkToken }) token: string): Promise<void> {
    await this.addressChanges.confirm(token);
  }
}
