import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readRedisAddress } from './redis-address.ts';

/** Kinds of settings: strings in, checked values out; messages never quote what was given. */

export const text = z.string().trim().min(1);
export const url = (...protocols: string[]) =>
  text.refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    error: `must be a URL that starts with ${protocols.map((each) => `${each}//`).join(' or ')}`,
  });
export const redisUrl = text.refine((value) => readRedisAddress(value) !== null, {
  error: 'must be redis://host:port, or redis-cluster://host:port,host:port for a cluster (rediss with TLS)',
});
/** In clear only on this machine: for tests and trials. */
export const secureUrl = text.refine(
  (value) => URL.canParse(value) && (/^https:/i.test(value) || isLoopback(new URL(value).hostname)),
  { error: 'must be a URL that starts with https://' },
);
export const whole = (min: number, max: number) =>
  text
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, { error: `must lie between ${min} and ${max}` });

export const digits = text.regex(/^\d{1,32}$/, 'must be digits only');
export const onOrOff = z.enum(['on', 'off'], { error: 'must be on or off' }).transform((value) => value === 'on');

export const encryptionKey = text
  .refine((value) => Buffer.from(value, 'base64').length === 32, {
    error: 'must be 32 bytes in base64, such as `openssl rand -base64 32` prints',
  })
  .transform((value) => Buffer.from(value, 'base64'));

export const hostList = text.transform((value, context): readonly string[] => {
  const hosts = value.split(',').map((host) => host.trim().toLowerCase());
  if (!hosts.every((host) => /^[a-z0-9.:-]+$/.test(host)))
    context.addIssue('must be names or addresses of hosts, separated by commas');
  return hosts;
});

/** Separated by commas or spaces. */
export const words = text.transform((value): readonly string[] => value.split(/[\s,]+/).filter((word) => word !== ''));

/** Node itself reads it, and would go on without it if it could not. */
export const certificateFile = text.refine(holdsCertificates, 'must be a file of certificates in PEM that can be read');

function holdsCertificates(file: string): boolean {
  try {
    return readFileSync(file, 'utf8').includes('-----BEGIN CERTIFICATE-----');
  } catch {
    return false;
  }
}

export const emailList = text.transform((value, context): readonly string[] => {
  const addresses = value.split(',').map((address) => address.trim());
  if (!addresses.every((address) => z.email().safeParse(address).success))
    context.addIssue('must be e-mail addresses, separated by commas');
  return addresses;
});

export const timeZone = text.refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone), {
  error: 'is not a time zone',
});

function isLoopback(host: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(host);
}

/** Times of day such as 08:00-11:30,13:30-20:30, or `always`. */
export const hours = text.regex(
  /^(always|\d\d:\d\d-\d\d:\d\d(,\d\d:\d\d-\d\d:\d\d)*)$/,
  'must be `always` or times such as 08:00-11:30,13:30-20:30',
);

/** Some of these names, separated by commas. */
export const listOf = <Name extends string>(names: readonly Name[]) =>
  text.transform((value, context): Name[] => {
    const given = value.split(',').map((name) => name.trim());
    const known = given.filter((name): name is Name => names.some((each) => each === name));
    if (known.length !== given.length) context.addIssue(`may name ${names.join(', ')}, separated by commas`);
    return known;
  });
