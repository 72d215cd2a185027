import { Body, Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DeviceCertificates } from '#libs/certificates';
import {
  type CertificateRequest,
  certificateRequest,
  type DeviceCertificateListBody,
  deviceCertificateList,
  deviceIdField,
  issuedCertificate,
} from '#libs/contracts/http';
import type { Actor } from '#libs/identity';
import { Clock, type DeviceId } from '#libs/kernel';
import { CurrentActor } from '../auth/current-actor.js';
import { Answers } from '../documentation/answers.js';
import { Operation } from '../documentation/operation.js';
import { Refuses } from '../documentation/refuses.js';
import { certificateBody, issuedBody } from './certificate-body.js';
import { zipOf } from './file-archive.js';
import { prefersZip } from './zip-preference.js';

/** The certificates of a device. */
@ApiTags('Certificates')
@Controller('devices/:id/certificates')
export class DeviceCertificatesController {
  constructor(
    private readonly certificates: DeviceCertificates,
    private readonly clock: Clock,
  ) {}

  @Post()
  @Operation(
    'issueCertificate',
    'Issue a certificate to a device',
    'For admins and members of the device’s owner, and for its provider where the owner delegates it. The private key is in this answer and nowhere else: a lost answer is mended by asking again and revoking what was lost.',
  )
  @Refuses(
    'fleet.contract-lapsed',
    'fleet.device-not-enrollable',
    'fleet.device-transferred',
    'fleet.device-unknown',
    'fleet.key-compromised',
    'fleet.key-in-use',
    'fleet.keys-busy',
    'fleet.too-many-certificates',
    'pki.password-too-short',
    'pki.proof-of-possession',
    'pki.public-key-not-allowed',
    'pki.request-unreadable',
  )
  @ApiProduces('application/json', 'application/zip')
  @Answers(201, issuedCertificate, 'The certificate with its files; with `Accept: application/zip` the files alone.')
  async issue(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
    @Body({ schema: certificateRequest }) form: CertificateRequest,
    @Headers('accept') accept: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const enrolled = await this.certificates.issue(actor, id, form);
    reply.status(201);
    if (!prefersZip(accept)) {
      await reply.send(issuedBody(enrolled));
      return;
    }
    const name = enrolled.files.at(-1)?.name.replace(/\.[^.]+$/, '') ?? 'device';
    await reply
      .header('content-type', 'application/zip')
      .header('content-disposition', `attachment; filename="${name}.zip"`)
      .send(await zipOf(enrolled.files, this.clock.now()));
  }

  @Get()
  @Operation('listDeviceCertificates', 'List the certificates of a device')
  @Refuses('fleet.device-unknown', 'fleet.owners-only')
  @Answers(200, deviceCertificateList, 'The certificates, newest first, at most 100; without keys, which nobody has.')
  async list(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: deviceIdField }) id: DeviceId,
  ): Promise<DeviceCertificateListBody> {
    const now = this.clock.now();
    const records = await this.certificates.list(actor, id);
    return { items: records.map((record) => certificateBody(record, now)) };
  }
}
