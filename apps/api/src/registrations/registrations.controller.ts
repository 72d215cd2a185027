import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Registration } from '#libs/agreements';
import {
  leaseMonthsLimits,
  type RegistrationAnswer,
  type RegistrationAvailabilityBody,
  type RegistrationAvailabilityQuery,
  type RegistrationForm,
  type RegistrationRequest,
  registrationAnswer,
  registrationAvailability,
  registrationAvailabilityQuery,
  registrationForm,
  registrationRequest,
} from '#libs/contracts/http';
import { systemNameTemplate } from '#libs/devices';
import type { Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { registrationBody } from './registration-body.js';

/** The provider's one form. */
@ApiTags('Registrations and contracts')
@Controller('registrations')
export class RegistrationsController {
  constructor(private readonly registration: Registration) {}

  @Post()
  @Idempotent()
  @Operation('registerCustomer', 'Register a customer with a device')
  @Refuses(
    'fleet.asset-limit',
    'fleet.asset-taken',
    'fleet.device-taken',
    'fleet.device-type-differs',
    'fleet.model-unknown',
    'fleet.registration-request-answered',
    'fleet.registration-request-unknown',
    'identity.email-taken',
    'identity.organization-kind',
    'identity.organization-unknown',
    'identity.parent-needed',
    'identity.person-unknown',
  )
  @Answers(201, registrationAnswer, 'Customer, person, device, asset, place and contract, made together.')
  async register(
    @CurrentActor() actor: Actor,
    @Body({ schema: registrationRequest }) form: RegistrationRequest,
  ): Promise<RegistrationAnswer> {
    return registrationBody(await this.registration.register(actor, form));
  }

  @Get('availability')
  @Operation(
    'checkAvailability',
    'Check whether serial number and MAC address are free',
    'For a form that is still being filled in. Registering decides anew.',
  )
  @Answers(200, registrationAvailability, 'Of each that was asked, whether a device has it.')
  availability(
    @CurrentActor() actor: Actor,
    @Query({ schema: registrationAvailabilityQuery }) query: RegistrationAvailabilityQuery,
  ): Promise<RegistrationAvailabilityBody> {
    return this.registration.availability(actor, query);
  }

  @Get('form')
  @Operation(
    'getRegistrationForm',
    'Get what the registration form offers',
    'The device types, models of equipment and lengths of a contract that your registration form can offer.',
  )
  @Answers(200, registrationForm, 'What the lists of the form offer.')
  async form(@CurrentActor() actor: Actor): Promise<RegistrationForm> {
    const { deviceTypes, equipmentModels } = await this.registration.choices(actor);
    return {
      deviceTypes: [...deviceTypes],
      equipmentModels: [...equipmentModels],
      systemNameTemplate: systemNameTemplate(null),
      leaseMonths: { ...leaseMonthsLimits },
    };
  }
}
