const HOST = /^(?:[a-z][a-z0-9+.-]{1,15}:\/\/|www\.)(?:www\.)?([\p{L}\p{N}.-]{1,200})/iu;
const BARE =
  /^([a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,60}){0,4}\.(?:org|com|net|edu|gov|int|eu|uk|de|fr|ch|at|ai|dev|io))(?:[/?#:].*)?$/i;
const MAIL = /^(?:mailto:)?([\p{L}\p{N}._+-]{1,80})@([\p{L}\p{N}-]{1,80}(?:\.[\p{L}\p{N}-]{1,60}){1,4})$/u;

/** An address as people say it: of a page its host alone. Null: this is no address. */
export function addressSaid(core: string, { dot, at }: { dot: string; at: string }): string | null {
  const points = (text: string) =>
    text
      .split(/[._+-]+/)
      .filter(Boolean)
      .join(` ${dot} `);
  const mail = MAIL.exec(core);
  if (mail) return `${points(mail[1] ?? '')} ${at} ${points(mail[2] ?? '')}`;
  const host = HOST.exec(core)?.[1] ?? BARE.exec(core)?.[1];
  return host ? host.split('.').filter(Boolean).join(` ${dot} `) : null;
}
