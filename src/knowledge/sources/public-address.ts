import { BlockList, isIP } from 'node:net';

/** Addresses that lead into our own network, to this machine, or nowhere (RFC 6890 and its updates; 169.254.169.254 is cloud metadata). */
const NOT_PUBLIC_4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4';
/** Inside 2000::/3 and still not public: they carry an IPv4 address (Teredo, 6to4) or are set aside. */
const NOT_PUBLIC_6 = '2001::/23 2001:db8::/32 2002::/16 3fff::/20';

const refused4 = listOf(NOT_PUBLIC_4, 'ipv4');
const refused6 = listOf(NOT_PUBLIC_6, 'ipv6');
const global6 = listOf('2000::/3', 'ipv6');
const mapped6 = listOf('::ffff:0:0/96', 'ipv6');

/** Pure. What is not plainly public is refused, so that a kind of address we forgot does no harm. */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 4) return !refused4.check(address, 'ipv4');
  if (isIP(address) !== 6 || address.includes('%')) return false;
  // Node compares an IPv4-mapped address with the IPv4 rules; no public host needs to be reached in that way.
  if (mapped6.check(address, 'ipv6')) return false;
  return global6.check(address, 'ipv6') && !refused6.check(address, 'ipv6');
}

function listOf(subnets: string, family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const subnet of subnets.split(' ')) {
    const [net = '', bits = ''] = subnet.split('/');
    list.addSubnet(net, Number(bits), family);
  }
  return list;
}
