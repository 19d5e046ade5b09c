import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { isAddress, isPublicAddress, isWithin, parseBlock } from '../../../src/pipeline/values/public-address';

test.each([
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.170',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.250',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b::10.0.0.1',
  '64:ff9b:1::1',
  '100::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
])('%s is no address of the open internet', (address) => {
  expect(isAddress(address)).toBe(true);
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  '1.1.1.1',
  '8.8.8.8',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.0.1',
  '172.32.0.1',
  '2606:4700::1111',
  '2a00:1450::1',
])('%s is one', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  '',
  '1.2.3',
  '1.2.3.4.5',
  '01.2.3.4',
  '0x7f.0.0.1',
  '127.1',
  '256.0.0.1',
  'localhost',
  'fe80::1%eth0',
  '1::2::3',
  ':1',
  '12345::',
  '1:2:3:4:5:6:7',
  '::1.2.3',
])('%s is no address, and so not public', (text) => {
  expect(isAddress(text)).toBe(false);
  expect(isPublicAddress(text)).toBe(false);
});

const ipv4 = fc.ipV4();
const ipv6 = fc.ipV6();

test('what is an address is what Node takes for one', () => {
  const text = fc.oneof(ipv4, ipv6, fc.string({ unit: fc.constantFrom(...'01289af:.%/'), maxLength: 24 }));
  fc.assert(
    fc.property(text, (address) => {
      expect(isAddress(address)).toBe(isIP(address) !== 0 && !address.includes('%'));
    }),
    { numRuns: 2_000 },
  );
});

/** A block as Node counts it, to compare with. */
function nodeHas(block: string, address: string): boolean {
  const [start = '', bits = ''] = block.split('/');
  const list = new BlockList();
  list.addSubnet(start, Number(bits), isIPv4(start) ? 'ipv4' : 'ipv6');
  return list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');
}

test.each([
  ['IPv4', ipv4, 32, isIPv4],
  ['IPv6', ipv6, 128, isIPv6],
] as const)('a block of %s holds the addresses that Node says it holds', (_, family, width, isOfFamily) => {
  fc.assert(
    fc.property(family, family, fc.integer({ min: 1, max: width }), (start, other, bits) => {
      const block = parseBlock(`${start}/${bits}`);
      if (!block) throw new Error(`${start}/${bits} is no block.`);
      expect(isOfFamily(start)).toBe(true);
      expect(isWithin(other, [block])).toBe(nodeHas(`${start}/${bits}`, other));
      expect(isWithin(start, [block])).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test('an IPv4 address is never public in the guise of an IPv6 one', () => {
  const guise = fc.constantFrom('::ffff:', '::', '64:ff9b::', '64:ff9b:1::', '2001:0:', '::ffff:0:');
  fc.assert(
    fc.property(ipv4, guise, (address, prefix) => {
      const text = prefix === '2001:0:' ? `${prefix}:${address}` : `${prefix}${address}`;
      expect(isPublicAddress(text)).toBe(false);
    }),
  );
});

test('an address stays what it is however it is spelled', () => {
  fc.assert(
    fc.property(ipv6, (address) => {
      expect(isPublicAddress(address.toUpperCase())).toBe(isPublicAddress(address));
      const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
      expect(isPublicAddress(canonical)).toBe(isPublicAddress(address));
    }),
  );
});
