import { z } from 'zod';

/** Most characters of an address (RFC 5321 §4.5.3.1.3), and of the part before the @ (§4.5.3.1.1). */
const LONGEST_ADDRESS = 254;
const LONGEST_LOCAL_PART = 64;

/** A dot-string of RFC 5321 §4.1.2. Quoted parts and letters beyond ASCII (RFC 6531) are not taken. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
/** At least two labels of letters, digits and hyphens (RFC 1035 §2.3.1, RFC 5890 §2.3.2.1); the last is no number. */
const ASCII_DOMAIN =
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{1,58}[a-z0-9])$/;
/** What a domain may be typed with: letters and digits of any script, hyphens, and the full stops of IDNA (UTS #46). */
const TYPED_DOMAIN = /^[\p{L}\p{M}\p{N}.\u3002\uff0e\uff61\u00b7\u30fb\p{Join_Control}-]+$/u;

/**
 * A domain as the DNS knows it, in lower case: `почта.рф` is `xn--80a1acny.xn--p1ai` (RFC 5891, UTS #46).
 *
 * @returns undefined where it is no domain
 */
export function asciiDomain(typed: string): string | undefined {
  if (!TYPED_DOMAIN.test(typed)) return undefined;
  const domain = /^[\x21-\x7e]+$/.test(typed) ? typed.toLowerCase() : converted(typed);
  return domain !== undefined && ASCII_DOMAIN.test(domain) ? domain : undefined;
}

function converted(typed: string): string | undefined {
  try {
    // The one conversion that Node.js and browsers share.
    return new URL(`https://${typed}/`).hostname;
  } catch {
    return undefined; // it has letters that no domain may have, or not in this order
  }
}

/** What is wrong with an address, or the address as it is kept. */
function read(typed: string): { readonly address: string } | { readonly problem: string } {
  const at = typed.lastIndexOf('@');
  const [localPart, typedDomain] = [typed.slice(0, at).toLowerCase(), typed.slice(at + 1)];
  if (at < 1 || typedDomain === '') return { problem: 'must be an e-mail address' };
  if (/[^\x21-\x7e]/.test(localPart))
    return {
      problem: 'must have letters without accents (ASCII) and no spaces before the @; any script may follow it',
    };
  const domain = asciiDomain(typedDomain);
  if (!LOCAL_PART.test(localPart) || localPart.length > LONGEST_LOCAL_PART || domain === undefined)
    return { problem: 'must be an e-mail address' };
  const address = `${localPart}@${domain}`;
  if (address.length > LONGEST_ADDRESS) return { problem: `must have at most ${LONGEST_ADDRESS} characters` };
  return { address };
}

/**
 * An e-mail address, at most 254 characters, in lower case, its domain as the DNS knows it: we compare addresses so,
 * whichever way a domain of another script was typed.
 */
export const emailAddress = z
  .string()
  .trim()
  .max(LONGEST_ADDRESS, `must have at most ${LONGEST_ADDRESS} characters`)
  .transform((typed, context): string => {
    const result = read(typed);
    if ('address' in result) return result.address;
    // What stands around it is looked at as well: a form names all its wrong fields at once.
    context.addIssue({ code: 'custom', message: result.problem, continue: true });
    return z.NEVER;
  });

/** The domain of e-mail addresses, as the DNS knows it. */
export const emailDomain = z
  .string()
  .trim()
  .max(253, 'must be a domain such as example.com')
  .transform((typed, context): string => {
    const domain = asciiDomain(typed);
    if (domain !== undefined) return domain;
    context.addIssue({ code: 'custom', message: 'must be a domain such as example.com', continue: true });
    return z.NEVER;
  });
