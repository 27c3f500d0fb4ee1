import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** Everything that the public internet does not route, and what could wrap it (RFC 6890 and its successors). */
const V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
/** Of IPv6 only 2000::/3 is public, less the ranges that stand for IPv4, tunnels and documentation. */
const V6 = [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

// One list each: a list of both takes IPv4 for its place in IPv6.
const unroutedV4 = new BlockList();
const unroutedV6 = new BlockList();
for (const [net, prefix] of V4) unroutedV4.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of V6) unroutedV6.addSubnet(net, prefix, 'ipv6');

/** True for whatever is no public IP address, text that is none included. */
export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return unroutedV4.check(address, 'ipv4');
  if (!isIPv6(address)) return true;
  return address.includes('%') || unroutedV6.check(address, 'ipv6');
}
