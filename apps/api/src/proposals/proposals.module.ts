import { Module } from '@nestjs/common';
import { AgreementServicesModule } from '../services/agreement-services.module.js';
import { AssetProposalsController } from './asset-proposals.controller.js';
import { ProposalsController } from './proposals.controller.js';

/** What providers propose for assets. */
@Module({
  imports: [AgreementServicesModule],
  controllers: [AssetProposalsController, ProposalsController],
})
export class ProposalsModule {}
