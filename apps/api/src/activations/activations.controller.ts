import { Body, Controller, Param, Post } from '@nestjs/common';
import { type Activated, type Activation, activated, activation, linkToken } from '#libs/contracts';
import { Activations } from '#libs/identity';
import { Public } from '../auth/public.js';
import { Answers } from '../documentation/answers.js';

/** The first sign-in of somebody whose account a registration opened. */
@Controller('activations')
@Public()
export class ActivationsController {
  constructor(private readonly activations: Activations) {}

  @Post(':token')
  @Answers(201, activated, 'The account is active; the token is of a session.')
  async activate(
    @Param('token', { schema: linkToken }) linkTokenText: string,
    @Body({ schema: activation }) { password }: Activation,
  ): Promise<Activated> {
    const { personId, token } = await this.activations.activate(linkTokenText, password);
    return { personId, token };
  }
}
