import { Body, Controller, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CertificateRevocation } from '#libs/certificates';
import {
  certificateSerialNumber,
  type RevocationAnswer,
  type RevocationRequest,
  revocationAnswer,
  revocationRequest,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';

/** Revoking certificates. */
@ApiTags('Certificates')
@Controller('certificates/:serialNumber/revocation')
export class RevocationsController {
  constructor(private readonly revocation: CertificateRevocation) {}

  @Post()
  @Operation(
    'revokeCertificate',
    'Revoke a certificate',
    'For administrators of the device’s owner and of whoever is above it. A live session ends at once, after a lost notice within seconds.',
  )
  @Refuses('fleet.certificate-unknown')
  @Answers(201, revocationAnswer, 'Revoked now.')
  @Answers(200, revocationAnswer, 'Revoked before: when and why then; nothing changed.')
  async revoke(
    @CurrentActor() actor: Actor,
    @Param('serialNumber', { schema: certificateSerialNumber }) certificate: string,
    @Body({ schema: revocationRequest }) request: RevocationRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RevocationAnswer> {
    const { serialNumber, revokedAt, reason, first } = await this.revocation.revoke(actor, certificate, request.reason);
    reply.status(first ? 201 : 200);
    return { serialNumber, revokedAt: revokedAt.toISOString(), reason };
  }
}
