import fc from 'fast-check';
import { ScramExchange, scramVerifier } from './scram.js';

// The example of RFC 7677 §3.
const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');
const serverNonce = '%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0';
const clientFirst = 'n,,n=user,r=rOprNGfwEbeRWgbNEkqO';
const serverFirst = `r=rOprNGfwEbeRWgbNEkqO${serverNonce},s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096`;
const withoutProof = `c=biws,r=rOprNGfwEbeRWgbNEkqO${serverNonce}`;
const clientFinal = `${withoutProof},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=`;
const verifier = scramVerifier('pencil', salt);

const afterFirst = (first = clientFirst) => {
  const exchange = new ScramExchange(verifier, serverNonce);
  exchange.first(first);
  return exchange;
};

describe('SCRAM-SHA-256', () => {
  it('goes as in the example of RFC 7677 §3', () => {
    const exchange = new ScramExchange(verifier, serverNonce);
    expect(exchange.first(clientFirst)).toBe(serverFirst);
    expect(exchange.final(clientFinal)).toBe('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=');
  });

  it('refuses the proof of another password', () => {
    const exchange = new ScramExchange(scramVerifier('pen', salt), serverNonce);
    exchange.first(clientFirst);
    expect(exchange.final(clientFinal)).toBeUndefined();
  });

  it.each([
    { what: 'a mandatory extension (RFC 5802 §5.1)', first: 'n,,m=x,n=user,r=abc' },
    { what: 'channel binding, which was not offered (§6)', first: 'p=tls-unique,,n=user,r=abc' },
    { what: 'no nonce', first: 'n,,n=user,r=' },
    { what: 'nothing', first: '' },
  ])('refuses a first message with $what', ({ first }) => {
    expect(new ScramExchange(verifier).first(first)).toBeUndefined();
  });

  it.each([
    { what: 'before the first', exchange: () => new ScramExchange(verifier, serverNonce), final: clientFinal },
    { what: 'with another nonce', exchange: afterFirst, final: clientFinal.replace('rOpr', 'xOpr') },
    { what: 'with another binding', exchange: afterFirst, final: clientFinal.replace('c=biws', 'c=eSws') },
    { what: 'with a proof of another length', exchange: afterFirst, final: `${withoutProof},p=AAAA` },
    { what: 'without a proof', exchange: afterFirst, final: withoutProof },
  ])('refuses a final message $what', ({ exchange, final }) => {
    expect(exchange().final(final)).toBeUndefined();
  });

  it('refuses every other message, and throws at none', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (first, final) => {
        const exchange = new ScramExchange(verifier);
        exchange.first(first);
        expect(exchange.final(final)).toBeUndefined();
      }),
    );
  });
});
