import { Controller, Get, Header, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { RevocationListPublication } from '#libs/certificates';
import { Clock } from '#libs/kernel';
import { CertificateIssuer } from '#libs/pki';
import { Public } from '../auth/public.js';
import { Operation } from '../documentation/operation.js';

/** Caches may keep a revocation list for this long, seconds: a revocation is seen soon, and a storm of readers is not. */
const LIST_CACHE_SECONDS = 60;
/** The root stays the same for years; a new installation behind the same address is noticed the same day. */
const ROOT_CACHE_SECONDS = 3600;

/** What everybody may know of the authorities. */
@ApiTags('Certificates')
@Controller('pki')
@Public()
export class PkiController {
  constructor(
    private readonly issuer: CertificateIssuer,
    private readonly publication: RevocationListPublication,
    private readonly clock: Clock,
  ) {}

  @Get('ca.pem')
  @Operation('getTrustAnchor', 'Get the root certificate')
  @Header('content-type', 'application/x-pem-file')
  @Header('content-disposition', 'attachment; filename="ca.pem"')
  @Header('cache-control', `public, max-age=${ROOT_CACHE_SECONDS}`)
  @ApiProduces('application/x-pem-file')
  @ApiOkResponse({ description: 'The root: what devices and browsers trust to trust this platform.', type: String })
  trustAnchor(): string {
    return this.issuer.chain.at(-1)?.pem ?? '';
  }

  @Get('crl')
  @Operation('getRevocationList', 'Get the certificate revocation list')
  @ApiProduces('application/pkix-crl')
  @ApiOkResponse({
    description: 'Revocation list of the issuing authority (RFC 5280 §5), DER; holds every revocation made before.',
    schema: { type: 'string', format: 'binary' },
  })
  async revocationList(@Res() reply: FastifyReply): Promise<void> {
    const { der, thisUpdate, nextUpdate } = await this.publication.current();
    const leftSeconds = Math.floor((nextUpdate.getTime() - this.clock.now().getTime()) / 1000);
    await reply
      .header('content-type', 'application/pkix-crl') // RFC 5280 §4.2.1.13, RFC 2585 §4.2
      .header('last-modified', thisUpdate.toUTCString())
      .header('cache-control', `public, max-age=${Math.min(LIST_CACHE_SECONDS, leftSeconds)}`)
      .send(der);
  }
}
