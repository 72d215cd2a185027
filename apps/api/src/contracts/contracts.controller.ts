import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Contract, Contracts, contractStateOf, dayIn, graceEndOf } from '#libs/agreements';
import {
  type ContractQuery,
  type ContractRenewal,
  contractPage,
  contractQuery,
  contractRenewal,
  type ServiceContractBody,
  serviceContract,
  uuid,
} from '#libs/contracts/http';
import type { Action, Actor } from '#libs/identity';
import { Clock } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { InOrganization } from '../auth/in-organization.js';
import { Compressed } from '../compression/compression.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { Idempotent } from '../idempotency/idempotent.js';
import { pageFrom } from '../request/page.js';

/** What customers bought, and what is to be renewed. */
@ApiTags('Registrations and contracts')
@Controller('contracts')
export class ContractsController {
  constructor(
    private readonly contracts: Contracts,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Compressed()
  @InOrganization()
  @Operation('listContracts', 'List service contracts')
  @Answers(200, contractPage, 'The contracts of your organizations, by their ends.')
  async list(@CurrentActor() actor: Actor, @Query({ schema: contractQuery }) query: ContractQuery) {
    const { limit, cursor: after, ...filters } = query;
    const rows = await this.contracts.list(actor, { ...filters, after, limit: limit + 1 });
    const now = this.clock.now();
    return pageFrom(
      rows,
      limit,
      (row) => contractBody(row, this.contracts.allowed(actor, row), now),
      ({ endDate, id }) => [endDate, id],
    );
  }

  @Get(':id')
  @Operation(
    'getContract',
    'Get a service contract',
    'The agreement between provider and customer for one device: what it covers, from when until when, and whether it is active or lapsed.',
  )
  @Refuses('fleet.contract-unknown')
  @Answers(200, serviceContract, 'The contract.')
  async get(@CurrentActor() actor: Actor, @Param('id', { schema: uuid }) id: string): Promise<ServiceContractBody> {
    return this.#body(actor, await this.contracts.get(actor, id));
  }

  @Post(':id/renewal')
  @Idempotent()
  @Operation(
    'renewContract',
    'Renew a service contract',
    'For the provider and the operator; what lapsed is released at once.',
  )
  @Refuses('fleet.contract-device-gone', 'fleet.contract-renewed', 'fleet.contract-unknown', 'fleet.renewal-start')
  @Answers(201, serviceContract, 'The contract that goes on from it.')
  async renew(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: uuid }) id: string,
    @Body({ schema: contractRenewal }) form: ContractRenewal,
  ): Promise<ServiceContractBody> {
    return this.#body(actor, await this.contracts.renew(actor, id, form));
  }

  #body(actor: Actor, contract: Contract): ServiceContractBody {
    return contractBody(contract, this.contracts.allowed(actor, contract), this.clock.now());
  }
}

function contractBody(contract: Contract, may: readonly Action[], now: Date): ServiceContractBody {
  return {
    id: contract.id,
    state: contractStateOf(contract, dayIn(contract.timeZone, now)),
    customer: { ...contract.customer },
    provider: { ...contract.provider },
    device: { ...contract.device },
    asset: contract.asset && { ...contract.asset },
    startDate: contract.startDate,
    endDate: contract.endDate,
    graceEndDate: graceEndOf(contract.endDate),
    leaseMonths: contract.leaseMonths,
    salesOrderNumber: contract.salesOrderNumber,
    serviceContractNumber: contract.serviceContractNumber,
    renewsId: contract.renewsId,
    renewedById: contract.renewedById,
    noticedDays: contract.noticedDays,
    createdAt: contract.createdAt.toISOString(),
    may: [...may],
  };
}
