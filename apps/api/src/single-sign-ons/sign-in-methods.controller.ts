import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type SignInLookup, type SignInMethodsBody, signInLookup, signInMethods } from '#libs/contracts/http';
import { SingleSignOns } from '#libs/identity';
import { Public } from '../auth/public.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { StrictRateLimit } from '../rate-limits/strict-rate-limit.js';

/** How somebody may sign in, for a page that knows no more than an address. */
@ApiTags('Sign-in and accounts')
@Controller('sessions/lookup')
@Public()
export class SignInMethodsController {
  constructor(private readonly singleSignOns: SingleSignOns) {}

  @Post()
  @StrictRateLimit()
  @Operation(
    'lookUpSignInMethods',
    'Ask how an address may sign in',
    'Looks at the domain of the address alone, so it tells nobody whether there is an account.',
  )
  @HttpCode(200)
  @Answers(200, signInMethods, 'The ways in: the password, and identity providers that are believed about the domain.')
  async lookUp(@Body({ schema: signInLookup }) { email }: SignInLookup): Promise<SignInMethodsBody> {
    const providers = await this.singleSignOns.offeredTo(email);
    const elsewhere = providers.map(({ organizationId, issuer }) => ({
      kind: 'single-sign-on' as const,
      organizationId,
      issuer,
    }));
    return { methods: [{ kind: 'password' }, ...elsewhere] };
  }
}
