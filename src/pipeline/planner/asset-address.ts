import { isAddress, isPublicAddress } from '../values/public-address';

const MOST_CHARACTERS = 2_000;
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|test|invalid|example)$/;

/** Whether an address may be kept as where an asset comes from: https, nobody's password in it, and a host of the open internet. */
export function isOpenAddress(url: string): boolean {
  if (url.length > MOST_CHARACTERS || !URL.canParse(url)) return false;
  const { protocol, username, password, hostname } = new URL(url);
  return protocol === 'https:' && username === '' && password === '' && isOpenHost(hostname.replace(/\.$/, ''));
}

function isOpenHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isAddress(bare) ? isPublicAddress(bare) : bare.includes('.') && !PRIVATE_NAME.test(bare);
}
