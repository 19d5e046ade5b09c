/** Who asks: the first argument of every verb and every read. */
export const ROLES = ['VIEWER', 'REVIEWER', 'PRODUCER', 'ADMIN'] as const;
/** VIEWER reads, REVIEWER decides, PRODUCER creates and spends, ADMIN hands out tokens. Each may do what those before it may. */
export type Role = (typeof ROLES)[number];

export interface Caller {
  readonly tokenId: string;
  readonly name: string;
  readonly role: Role;
  /** Row ids of the projects this caller may see; `all` is the whole workspace, present and future. */
  readonly projects: 'all' | readonly string[];
}

export function permits(caller: Pick<Caller, 'role'>, needed: Role): boolean {
  return ROLES.indexOf(caller.role) >= ROLES.indexOf(needed);
}

export function maySee(caller: Pick<Caller, 'projects'>, projectId: string): boolean {
  return caller.projects === 'all' || caller.projects.includes(projectId);
}
